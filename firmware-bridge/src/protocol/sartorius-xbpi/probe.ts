import type { DialectProbe } from '../../balance/probe/dialect.ts';
import type { DeviceIdentity } from '../../driver.ts';
import {
  AnswerDecoder,
  encodeCommand,
  type Frame,
  frameOf,
  opcode,
  readWeight,
  serialNumberIn,
  textIn,
  versionIn,
} from './codec.ts';

/** A balance alone on its line answers at this address, whatever its own. */
const factoryAddress = 9;

const ask = (code: number) => ({ bytes: encodeCommand(factoryAddress, code), answerMs: 300, answerBytes: 24 });

const framesIn = (heard: Uint8Array): Frame[] => new AnswerDecoder().push(heard).map(frameOf);

const tells = (code: number, field: keyof DeviceIdentity, textOf: (frame: Frame) => string | undefined) => ({
  ...ask(code),
  read: (heard: Uint8Array): Partial<DeviceIdentity> | undefined => {
    for (const frame of framesIn(heard)) {
      const text = textOf(frame);
      if (text !== undefined) return { [field]: text };
    }
    return undefined;
  },
});

export const xbpiProbe: DialectProbe = {
  questions: [ask(opcode.netWeight)],
  knows: (heard) => framesIn(heard).some((frame) => readWeight(frame).kind !== 'unreadable'),
  identity: [
    tells(opcode.model, 'model', textIn),
    tells(opcode.factoryNumber, 'serialNumber', serialNumberIn),
    tells(opcode.softwareVersion, 'firmware', versionIn),
  ],
};
