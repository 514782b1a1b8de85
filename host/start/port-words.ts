type PortCode = 'portBusy' | 'portRefused';

/** Why a port cannot be had and the one thing to do. `option` is the launcher's. */
export const portWords = (
  code: PortCode,
  port: number | string,
  option: '--port' | '--branch-port',
): string =>
  code === 'portBusy'
    ? `Port ${port} on 127.0.0.1 is in use by another program. End that program, or choose another port with ${option} (0: any free one).`
    : `This user is not permitted to open port ${port} on 127.0.0.1. Choose one from 1024 on with ${option} (0: any free one).`;
