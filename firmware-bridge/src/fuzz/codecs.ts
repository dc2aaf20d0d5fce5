import { isCustodyError } from '@custody-edge/foundation';
import { readSpectrumFile } from '@custody-edge/spectra';
import * as and from '../protocol/and/codec.ts';
import { readText } from '../protocol/code.ts';
import * as ef01 from '../protocol/ef01/codec.ts';
import * as escPos from '../protocol/esc-pos/codec.ts';
import * as wedge from '../protocol/evdev-wedge/codec.ts';
import * as gm65 from '../protocol/gm65/codec.ts';
import * as gt511 from '../protocol/gt-511/codec.ts';
import * as hidPos from '../protocol/hid-pos/codec.ts';
import * as honeywell from '../protocol/honeywell-serial/codec.ts';
import * as jenway from '../protocol/jenway/codec.ts';
import { LineSplitter } from '../protocol/line-splitter.ts';
import * as modbus from '../protocol/modbus-rtu/codec.ts';
import { readFingerImage, writeFingerImage } from '../protocol/mosip-sbi/finger-image-record.ts';
import * as mtSics from '../protocol/mt-sics/codec.ts';
import * as obp from '../protocol/obp/codec.ts';
import * as ohaus from '../protocol/ohaus/codec.ts';
import * as ooiSerial from '../protocol/ooi-serial/codec.ts';
import * as ooiUsb from '../protocol/ooi-usb/codec.ts';
import * as osdp from '../protocol/osdp/codec.ts';
import * as radwag from '../protocol/radwag/codec.ts';
import * as sbi from '../protocol/sartorius-sbi/codec.ts';
import * as xbpi from '../protocol/sartorius-xbpi/codec.ts';
import * as shimadzuBalance from '../protocol/shimadzu-balance/codec.ts';
import * as shimadzuUv from '../protocol/shimadzu-uv/codec.ts';
import * as sfm from '../protocol/suprema-sfm/codec.ts';
import * as ssi from '../protocol/zebra-ssi/codec.ts';
import * as zpl from '../protocol/zpl/codec.ts';
import { encodeTransfer, TransferDecoder } from '../transport/usb-transfer.ts';

/** One way from bytes to what a device said, as a long life of it hears them. */
export interface Ear {
  /** @returns each thing that was said, in words that are equal when the things are */
  push(chunk: Uint8Array): string[];
  /** The line went quiet. */
  flush?(): string[];
}

/** A codec with sound frames of its devices. */
export interface FuzzedCodec {
  readonly name: string;
  /** Whether its frames have a check, so that a damaged one should be known for one. */
  readonly isChecked: boolean;
  /** Whether each piece stands for itself, as a HID report or a record; else pieces are cut anywhere. */
  readonly isWhole: boolean;
  readonly frames: readonly Uint8Array[];
  listen(): Ear;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const text = (value: string): Uint8Array => Buffer.from(value, 'latin1');
const bytes = (length: number, step: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index * step + 7) & 0xff);

const lines = (words: (line: Uint8Array) => string): (() => Ear) => {
  return () => {
    const splitter = new LineSplitter(1024);
    const said = (items: ReturnType<LineSplitter['push']>) =>
      items.map((item) => (item.kind === 'line' ? words(item.bytes) : item.kind));
    return { push: (chunk) => said(splitter.push(chunk)), flush: () => said(splitter.flush()) };
  };
};

const address = 0xffffffff;
const device = 1;
const reader = { address: 5, isReply: true, sequence: 1, check: 'crc' } as const;
const report = { reportBytes: 64 };
const ooiForm = { pixelCount: 24, isCompressed: true, isSummed: true } as const;
const ooiCounts = Array.from({ length: ooiForm.pixelCount }, (_, pixel) =>
  pixel % 7 === 3 ? 30_000 : 1300 + pixel * 5,
);

const ooiUsbLayout = { pixelCount: 64, isInterleaved: true, highByteMask: 0x0f, xorMask: 0 };
const ooiUsbAnswers = [
  ooiUsb.slotAnswer(1, text('3.4521000e+2')),
  ooiUsb.slotAnswer(17, bytes(15, 5)),
  ooiUsb.statusAnswer(true),
  ooiUsb.spectrumOf(
    Array.from({ length: ooiUsbLayout.pixelCount }, (_, pixel) => pixel * 61),
    ooiUsbLayout,
  ),
];

/** What a transfer of an Ocean device on USB says, whatever it was asked. */
function ooiUsbSayings(answer: Uint8Array): string[] {
  const [wavelength, saturation] = [ooiUsb.slotIn(answer, 1), ooiUsb.slotIn(answer, 17)];
  const counts = ooiUsb.countsIn(answer, ooiUsbLayout);
  return [
    ...(wavelength ? [`${ooiUsb.numberIn(wavelength)}`] : []),
    ...(saturation ? [`full at ${ooiUsb.saturationIn(saturation)}`] : []),
    ...(ooiUsb.isFastIn(answer) === undefined ? [] : [`fast ${ooiUsb.isFastIn(answer)}`]),
    ...(typeof counts === 'string' ? [] : [counts.join()]),
  ];
}

export const fuzzedCodecs: readonly FuzzedCodec[] = [
  {
    name: 'ef01',
    isChecked: true,
    isWhole: false,
    frames: [
      ef01.encodePacket({ type: ef01.packetType.acknowledge, address, payload: bytes(17, 3) }),
      ef01.encodePacket({ type: ef01.packetType.data, address, payload: bytes(128, 5) }),
      ef01.encodePacket({ type: ef01.packetType.lastData, address, payload: bytes(32, 11) }),
    ],
    listen: () => {
      const decoder = new ef01.PacketDecoder();
      // The address stands outside the checksum; who has another is not listened to.
      const said = (items: readonly ef01.Decoded[]) =>
        items.flatMap((item) => (item.kind === 'packet' ? [`${item.packet.type} ${hex(item.packet.payload)}`] : []));
      return { push: (chunk) => said(decoder.push(chunk)), flush: () => said(decoder.flush()) };
    },
  },
  {
    name: 'gt-511',
    isChecked: true,
    isWhole: false,
    frames: [
      gt511.encodePacket({ code: gt511.response.acknowledged, parameter: 0 }, device),
      gt511.encodePacket({ code: gt511.response.refused, parameter: 0x1012 }, device),
    ],
    listen: () => {
      const decoder = new gt511.PacketDecoder(device);
      return {
        push: (chunk) =>
          decoder.push(chunk).flatMap((item) => {
            if (item.kind === 'packet') return [`${item.packet.code} ${item.packet.parameter}`];
            return item.kind === 'data' ? [hex(item.data)] : [];
          }),
      };
    },
  },
  {
    name: 'suprema-sfm',
    isChecked: true,
    isWhole: false,
    frames: [
      sfm.encodePacket({ command: sfm.command.readParameter, param: 0x9929, size: 0, flag: sfm.result.success }),
      sfm.encodePacket({ command: sfm.command.readParameter, param: 7, size: 0, flag: sfm.result.scanFailed }),
    ],
    listen: () => {
      const decoder = new sfm.PacketDecoder(undefined, () => undefined);
      return {
        push: (chunk) =>
          decoder.push(chunk).flatMap((item) => (item.kind === 'packet' ? [JSON.stringify(item.packet)] : [])),
      };
    },
  },
  {
    name: 'modbus-rtu',
    isChecked: true,
    isWhole: false,
    frames: [
      modbus.encodeFrame({
        unitId: 1,
        functionCode: modbus.functionCode.readDiscreteInputs,
        body: Uint8Array.of(1, 3),
      }),
      modbus.encodeFrame({ unitId: 1, functionCode: modbus.functionCode.readCoils, body: Uint8Array.of(2, 0x5a, 1) }),
      modbus.encodeFrame(modbus.request(1, modbus.functionCode.writeSingleCoil, 0, modbus.coilOn)),
    ],
    listen: () => {
      const decoder = new modbus.FrameDecoder('answer');
      const said = (frames: readonly modbus.Frame[]) =>
        frames.map(({ unitId, functionCode, body }) => `${unitId} ${functionCode} ${hex(body)}`);
      return { push: (chunk) => said(decoder.push(chunk)), flush: () => said(decoder.flush()) };
    },
  },
  {
    name: 'osdp',
    isChecked: true,
    isWhole: false,
    frames: [
      osdp.encodePacket({ ...reader, code: 0x40, data: new Uint8Array() }),
      osdp.encodePacket({ ...reader, code: 0x50, data: Uint8Array.of(0, 0, 26, 0, 0x2d, 0x02, 0x8a, 0x40) }),
      osdp.encodePacket({ ...reader, code: 0x45, data: bytes(12, 9) }),
    ],
    listen: () => {
      const decoder = new osdp.PacketDecoder();
      const said = (packets: readonly osdp.ReceivedPacket[]) =>
        packets.map((packet) => `${packet.address} ${packet.sequence} ${packet.code} ${hex(packet.data)}`);
      return { push: (chunk) => said(decoder.push(chunk)), flush: () => said(decoder.flush()) };
    },
  },
  {
    name: 'zebra-ssi',
    isChecked: true,
    isWhole: false,
    frames: [
      ssi.encodeFrame({
        opcode: 0xf3,
        source: ssi.source.decoder,
        status: 0,
        data: Uint8Array.of(3, ...text('ROBKAR-1')),
      }),
      ssi.encodeFrame({ opcode: 0xd0, source: ssi.source.decoder, status: 0, data: new Uint8Array() }),
    ],
    listen: () => {
      const decoder = new ssi.FrameDecoder(ssi.source.decoder);
      const said = (items: readonly ssi.Decoded[]) =>
        items.flatMap((item) =>
          item.kind === 'frame' ? [`${item.frame.opcode} ${item.frame.status} ${hex(item.frame.data)}`] : [],
        );
      return { push: (chunk) => said(decoder.push(chunk)), flush: () => said(decoder.flush()) };
    },
  },
  {
    name: 'gm65',
    isChecked: true,
    isWhole: false,
    frames: [
      gm65.encodeReply({ kind: 'reply', data: Uint8Array.of(0) }),
      gm65.encodeReply({ kind: 'alive', data: Uint8Array.of(0) }),
      gm65.encodeReply({ kind: 'reply', data: Uint8Array.from(gm65.littleEndian(313)) }),
    ],
    listen: () => {
      const sieve = new gm65.ReplySieve();
      const said = ({ replies }: gm65.Parted) => replies.map(({ kind, data }) => `${kind} ${hex(data)}`);
      return { push: (chunk) => said(sieve.push(chunk)), flush: () => said(sieve.flush()) };
    },
  },
  {
    name: 'line-barcode',
    isChecked: false,
    isWhole: false,
    frames: [text('ROBKAR-1\r'), text(']C1PARCEL 7\r\n'), Buffer.from('قیدی\n', 'utf8')],
    listen: lines((line) => JSON.stringify(readText(line))),
  },
  {
    name: 'honeywell-serial',
    isChecked: false,
    isWhole: false,
    frames: [honeywell.menuAnswer('REVINF', honeywell.menuStatus.acknowledged, 'Product Name: X\r\n')],
    listen: () => {
      let search = new honeywell.AnswerSearch('REVINF');
      return {
        push: (chunk) => {
          const answer = search.push(chunk);
          if (!answer) return [];
          search = new honeywell.AnswerSearch('REVINF');
          return [`${answer.status} ${[...honeywell.readRevision(answer.text)].join()}`];
        },
      };
    },
  },
  {
    name: 'hid-pos',
    isChecked: false,
    isWhole: true,
    frames: hidPos.reportsOf(bytes(150, 1), ']C0', report.reportBytes),
    listen: () => ({
      push: (chunk) => {
        const fragment = hidPos.readFragment(chunk, report.reportBytes);
        return fragment ? [JSON.stringify(fragment)] : [];
      },
    }),
  },
  {
    name: 'evdev-wedge',
    isChecked: false,
    isWhole: false,
    frames: [2, 30, 28].map((code) =>
      wedge.encodeEvent({ type: wedge.eventType.key, code, value: wedge.keyValue.pressed }),
    ),
    listen: () => {
      const typed = new wedge.TypedText();
      return { push: (chunk) => [hex(typed.push(chunk))] };
    },
  },
  {
    name: 'mt-sics',
    isChecked: false,
    isWhole: false,
    frames: [
      text(mtSics.formatWeight('S', 'S', '52.19', 'g')),
      text('S I'),
      text('I4 A "B123456789"'),
      text('S +'),
    ].map((line) => Buffer.concat([line, text('\r\n')])),
    listen: lines((line) => JSON.stringify(mtSics.parseReply(Buffer.from(line).toString('latin1')))),
  },
  {
    name: 'and',
    isChecked: false,
    isWhole: false,
    frames: [
      and.formatWeight('ST', '123.450', 'g', { width: 8, comma: false }),
      and.formatWeight('US', '-0.125', 'ct', { width: 9, comma: true }),
      and.overloadLine('overload'),
      and.acknowledgeLine,
      'EC,E11',
    ].map((line) => text(`${line}\r\n`)),
    listen: lines((line) => JSON.stringify(and.parseReply(Buffer.from(line).toString('latin1')))),
  },
  {
    name: 'ohaus',
    isChecked: false,
    isWhole: false,
    frames: [
      ohaus.formatWeight('123.450', 'g', true),
      ohaus.formatWeight('-0.1', 'kg', false, 'NET'),
      '    192.08 g   00:00:30',
      'ES',
      'B123456789',
    ].map((line) => text(`${line}\r\n`)),
    listen: lines((line) => JSON.stringify(ohaus.parseReply(Buffer.from(line).toString('latin1')))),
  },
  {
    name: 'shimadzu-balance',
    isChecked: false,
    isWhole: false,
    frames: [
      shimadzuBalance.formatWeight('-21.6865', 'g', { lead: '', width: 9, auxiliaryDigits: 0 }),
      shimadzuBalance.formatWeight('186.65', 'g', { lead: 'S', width: 8, auxiliaryDigits: 1 }),
      shimadzuBalance.overloadLine('underload', { lead: 'U', width: 9 }),
    ].map((line) => text(`${line}\r`)),
    listen: lines((line) => JSON.stringify(shimadzuBalance.parseReply(Buffer.from(line).toString('latin1')))),
  },
  {
    name: 'radwag',
    isChecked: false,
    isWhole: false,
    frames: [
      radwag.formatWeight('123.450', 'g', { id: 'SI', mark: ' ', auxiliaryDigits: 0 }),
      radwag.formatWeight('-0.1', 'kg', { id: 'SUI', mark: '?', auxiliaryDigits: 0 }),
      radwag.formatWeight('18.320', 'g', { id: '', mark: ' ', auxiliaryDigits: 1 }),
      'T A',
      'NB A "1234567"',
    ].map((line) => text(`${line}\r\n`)),
    listen: lines((line) => JSON.stringify(radwag.parseReply(Buffer.from(line).toString('latin1')))),
  },
  {
    name: 'sartorius-sbi',
    isChecked: false,
    isWhole: false,
    frames: [
      text('N     +   52.187 g  \r\n'),
      text('N     +   52.187    \r\n'),
      text('+     0.00 g  \r\n'),
      text('Stat     Cal.Int.\r\n'),
      text('SerNo. 0031801165   \r\n'),
    ],
    listen: lines((line) => JSON.stringify(sbi.parseReply(Buffer.from(line).toString('latin1')))),
  },
  {
    name: 'sartorius-xbpi',
    isChecked: true,
    isWhole: false,
    frames: [
      xbpi.encodeAnswer(xbpi.subtype.block, xbpi.writeWeight('199.953', 'g', true)),
      xbpi.encodeAnswer(xbpi.subtype.block, xbpi.writeWeight(undefined, 'g', false)),
      xbpi.encodeAnswer(xbpi.subtype.done),
      xbpi.encodeAnswer(xbpi.subtype.error, [xbpi.errorCode.arguments]),
    ],
    listen: () => {
      const decoder = new xbpi.AnswerDecoder();
      return { push: (chunk) => decoder.push(chunk) };
    },
  },
  {
    name: 'ooi-serial',
    isChecked: true,
    isWhole: false,
    frames: [ooiCounts, ooiCounts.map((count) => 65_535 - count), ooiCounts.toReversed()].map((counts) =>
      ooiSerial.encodeSpectrum({ integrationMs: 100, scans: 1, baseline: 0, pixelMode: [0], counts }, ooiForm),
    ),
    listen: () => {
      let spectrum = new ooiSerial.SpectrumReader(ooiForm);
      const push = (chunk: Uint8Array): string[] => {
        const answer = spectrum.push(chunk);
        if (!answer) return [];
        const behind = chunk.subarray(chunk.length - spectrum.bytesBehind);
        spectrum = new ooiSerial.SpectrumReader(ooiForm);
        // The integration time stands outside the checksum; whoever set another one does not take it.
        const said = answer.kind === 'spectrum' ? [answer.counts.join()] : [];
        return behind.length > 0 ? [...said, ...push(behind)] : said;
      };
      return {
        push,
        flush: () => {
          spectrum = new ooiSerial.SpectrumReader(ooiForm);
          return [];
        },
      };
    },
  },
  {
    name: 'obp',
    isChecked: true,
    isWhole: false,
    frames: [
      { type: obp.messageType.serialNumber, data: text('HDX00512') },
      { type: obp.messageType.rawSpectrum, data: bytes(96, 7) },
      { type: obp.messageType.setTrigger, data: new Uint8Array() },
    ].map(({ type, data }) => obp.encodeMessage({ type, flags: 1, error: 0, regarding: 7, checksum: 'md5', data })),
    listen: () => {
      const decoder = new obp.MessageDecoder();
      return {
        push: (chunk) =>
          decoder
            .push(chunk)
            .flatMap((item) =>
              item.kind === 'message' && item.message.checksum === 'md5'
                ? [`${item.message.type} ${item.message.regarding} ${hex(item.message.data)}`]
                : [],
            ),
      };
    },
  },
  {
    name: 'ooi-usb',
    isChecked: false,
    isWhole: true,
    frames: ooiUsbAnswers,
    listen: () => ({ push: ooiUsbSayings }),
  },
  {
    name: 'usb-transfer',
    isChecked: true,
    isWhole: false,
    frames: ooiUsbAnswers.map((answer, index) =>
      encodeTransfer({ endpoint: index === 3 ? 0x82 : 0x81, bytes: answer }),
    ),
    listen: () => {
      const decoder = new TransferDecoder();
      return {
        push: (chunk) =>
          decoder
            .push(chunk)
            .flatMap((item) =>
              item.kind === 'transfer' ? [`${item.transfer.endpoint} ${hex(item.transfer.bytes)}`] : [],
            ),
      };
    },
  },
  {
    name: 'jenway',
    isChecked: false,
    isWhole: false,
    frames: ['100.0\t540', '-0.001\t1000', '2 0.001 ABS 670 nm'].map((line) => text(`${line}\r\n`)),
    listen: lines((line) => JSON.stringify(jenway.parseLine(Buffer.from(line).toString('latin1')))),
  },
  {
    name: 'shimadzu-uv',
    isChecked: false,
    isWhole: false,
    frames: [
      shimadzuUv.signBytes('acknowledged'),
      shimadzuUv.signBytes('end'),
      shimadzuUv.blockBytes('900.0  2.632'),
      shimadzuUv.blockBytes('641.0  -0.000'),
    ],
    listen: () => {
      const decoder = new shimadzuUv.TokenDecoder();
      const said = (tokens: readonly shimadzuUv.Token[]) =>
        tokens.map((token) => JSON.stringify(token.kind === 'block' ? shimadzuUv.parsePoint(token.text) : token));
      return { push: (chunk) => said(decoder.push(chunk)), flush: () => said(decoder.flush()) };
    },
  },
  {
    name: 'esc-pos',
    isChecked: false,
    isWhole: false,
    frames: [Uint8Array.of(0x12), Uint8Array.of(0x32), Uint8Array.of(0)],
    listen: () => ({ push: (chunk) => Array.from(chunk, (byte) => escPos.readAnswer(byte).kind) }),
  },
  {
    name: 'zpl',
    isChecked: false,
    isWhole: false,
    frames: ['030,0,0,1245,000,0,0,0,000,0,0,0', '000,0,0,0,0,2,4,0,00000000,1,000', '1234,0'].map((line) =>
      text(`\u0002${line}\u0003\r\n`),
    ),
    listen: () => {
      const statuses = new zpl.StatusReader();
      return { push: (chunk) => statuses.push(chunk).map((status) => JSON.stringify(status)) };
    },
  },
  {
    name: 'iso-19794-4',
    isChecked: false,
    isWhole: true,
    frames: [writeFingerImage(16, 16, 500, bytes(256, 3))],
    listen: () => ({
      push: (chunk) => {
        try {
          const { width, height, picture } = readFingerImage(chunk);
          return [`${width} ${height} ${picture.length}`];
        } catch (error) {
          if (isCustodyError(error, 'device-garbled')) return [];
          throw error;
        }
      },
    }),
  },
  {
    name: 'spectrum-file',
    isChecked: false,
    isWhole: true,
    frames: [
      text(
        '##TITLE=x\n##JCAMP-DX=4.24\n##DATA TYPE=UV/VIS SPECTRUM\n##XUNITS=NANOMETERS\n##YUNITS=ABSORBANCE\n##FIRSTX=400\n##LASTX=404\n' +
          '##XFACTOR=1\n##YFACTOR=0.001\n##NPOINTS=5\n##FIRSTY=0.1\n##XYDATA=(X++(Y..Y))\n400 100 250 500\n403 400 300\n##END=\n',
      ),
      text('Wavelength (nm),Absorbance\n400,0.1\n401,0.25\n402,0.5\n403,0.25\n'),
      text('400\t0.1\r\n401\t0.25\r\n402\t0.5\r\n'),
    ],
    listen: () => ({
      push: (chunk) => {
        const result = readSpectrumFile('spectrum', chunk);
        if (!result.ok) return [];
        return result.value.spectra.map(({ x, y }) => `${x.unit} ${x.values.join()} ${y.unit} ${y.values.join()}`);
      },
    }),
  },
];
