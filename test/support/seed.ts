import fc from 'fast-check';

/**
 * Property tests draw from a seed, so that the same run can be had again: VESTIBULE_SEED, or always the same one. A
 * search with other seeds is what the campaigns and `VESTIBULE_SEED=$RANDOM npm test` are for.
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.VESTIBULE_SEED ?? 20_261_122) });
