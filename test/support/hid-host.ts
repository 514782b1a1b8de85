import { DRIVERS } from '#devices/catalogue.ts';
import { exposeDevice } from '#devices/remote/expose.ts';
import { supervise } from '#devices/supervision/supervised.ts';
import { hidTransport } from '#devices/transport/hid/hid.ts';
import { systemClock } from '#foundation/clock.ts';
import { linePort } from './line-port.ts';

// A signature pad as the host keeps it, on the real HID library, offered to the test on standard input and output.
const model = DRIVERS.signaturePad['wacom-stu'];
const device = supervise({
  name: 'signaturePad',
  transport: hidTransport(model.hid),
  factory: model.factory,
  clock: systemClock,
  onTransition: ({ from, to, error }) =>
    process.stderr.write(`${from} -> ${to} ${error ? `${error.code} ${error.detail ?? ''}` : ''}\n`),
});
exposeDevice(device, linePort(process.stdin, process.stdout));
process.stdin.on('end', () => void device.close().then(() => process.exit(0)));
