import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { reportError } from './errors.ts';
import { type Pdf, pdfText, readPdf, streamOf, writePdf } from './pdf.ts';
import type { Report, ReportSeal } from './report.ts';

/** Name of the report's data within its file. */
export const contentName = 'report.json';

/**
 * The file as it is handed out, from the pages as they were drawn: dates and id of the report itself, so that one report has one file to
 * the byte; its data attached and its code among the keywords. Declares itself PDF/A-3b (ISO 19005-3), which is PDF/A-2b with attachments.
 * @throws `report-not-drawn` where the drawn pages have another form than expected
 */
export function withEvidence(drawn: Buffer, report: Report, seal: ReportSeal | undefined): Buffer {
  const pdf = readPdf(drawn);
  const catalog = pdf?.objects.get(pdf.root)?.toString('latin1');
  const metadata = Number(/\/Metadata (\d+) 0 R/.exec(catalog ?? '')?.[1] ?? 0);
  if (!pdf || !catalog?.endsWith('>>') || !metadata) throw reportError('report-not-drawn', { part: 'catalogue' });
  const facts = factsOf(report, seal);
  const objects = new Map(pdf.objects);
  objects.set(pdf.info, Buffer.from(infoOf(facts)));
  objects.set(metadata, streamOf('/Type /Metadata\n/Subtype /XML', Buffer.from(xmpOf(facts))));
  const more = seal ? attach(objects, seal, facts.pdfDate) : '';
  objects.set(pdf.root, Buffer.from(`${catalog.slice(0, -2)}\n/Lang (en)${more}>>`, 'latin1'));
  const whole: Pdf = { ...pdf, objects };
  return writePdf(whole, facts.id);
}

interface FileFacts {
  readonly id: string;
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly keywords: string;
  readonly pdfDate: string;
  readonly xmpDate: string;
}

const product = 'Custody Edge';

function factsOf(report: Report, seal: ReportSeal | undefined): FileFacts {
  const at = new Date(report.issuedAt).toISOString();
  const what = `${report.id} ${report.issuedAt} ${seal?.content ?? 'draft'}`;
  return {
    id: createHash('sha256').update(what).digest('hex').slice(0, 32).toUpperCase(),
    title: written(`${report.title.en} ${report.number}`),
    author: written(report.laboratory.en),
    subject: written(report.case),
    keywords: seal?.code ?? '',
    pdfDate: `D:${at.replace(/[-:T]/g, '').slice(0, 14)}Z`,
    xmpDate: `${at.slice(0, 19)}Z`,
  };
}

/** What both forms of the description can hold; XML has no control characters. */
const written = (text: string): string => text.replace(/[\p{Cc}\uFFFE\uFFFF]/gu, '\uFFFD');

const infoOf = ({ title, author, subject, keywords, pdfDate }: FileFacts): string =>
  [
    `<</Title ${pdfText(title)}`,
    `/Author ${pdfText(author)}`,
    `/Subject ${pdfText(subject)}`,
    `/Keywords ${pdfText(keywords)}`,
    `/Creator ${pdfText(product)}`,
    `/Producer ${pdfText(product)}`,
    `/CreationDate ${pdfText(pdfDate)}`,
    `/ModDate ${pdfText(pdfDate)}>>`,
  ].join('\n');

const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };
const xml = (text: string): string => text.replace(/[<>&"]/g, (letter) => entities[letter] ?? letter);

function xmpOf({ id, title, author, subject, keywords, xmpDate }: FileFacts): string {
  const uuid = `uuid:${id.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
  const inDefault = (text: string): string => `<rdf:Alt><rdf:li xml:lang="x-default">${xml(text)}</rdf:li></rdf:Alt>`;
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ' xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"',
    ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">',
    '<pdfaid:part>3</pdfaid:part>',
    '<pdfaid:conformance>B</pdfaid:conformance>',
    '<dc:format>application/pdf</dc:format>',
    `<dc:title>${inDefault(title)}</dc:title>`,
    `<dc:creator><rdf:Seq><rdf:li>${xml(author)}</rdf:li></rdf:Seq></dc:creator>`,
    `<dc:description>${inDefault(subject)}</dc:description>`,
    `<pdf:Keywords>${xml(keywords)}</pdf:Keywords>`,
    `<pdf:Producer>${product}</pdf:Producer>`,
    `<xmp:CreatorTool>${product}</xmp:CreatorTool>`,
    `<xmp:CreateDate>${xmpDate}</xmp:CreateDate>`,
    `<xmp:ModifyDate>${xmpDate}</xmp:ModifyDate>`,
    `<xmpMM:DocumentID>${uuid}</xmpMM:DocumentID>`,
    `<xmpMM:InstanceID>${uuid}</xmpMM:InstanceID>`,
    '</rdf:Description>',
    '</rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="r"?>',
  ].join('\n');
}

/** Adds the report's data as an attachment. @returns what the catalogue says of it */
function attach(objects: Map<number, Buffer>, { content }: ReportSeal, pdfDate: string): string {
  const data = Buffer.from(content);
  const file = Math.max(...objects.keys()) + 1;
  const specification = file + 1;
  const checksum = createHash('md5').update(data).digest('hex').toUpperCase();
  const parameters = `<</Size ${data.length}\n/ModDate (${pdfDate})\n/CheckSum <${checksum}>>>`;
  objects.set(
    file,
    streamOf(
      `/Type /EmbeddedFile\n/Subtype /application#2Fjson\n/Params ${parameters}\n/Filter /FlateDecode`,
      deflateSync(data),
    ),
  );
  const name = pdfText(contentName);
  objects.set(
    specification,
    Buffer.from(
      `<</Type /Filespec\n/F ${name}\n/UF ${name}\n/AFRelationship /Data\n/Desc (All that this report says, as it was signed)\n/EF <</F ${file} 0 R\n/UF ${file} 0 R>>>>`,
    ),
  );
  return `\n/AF [${specification} 0 R]\n/Names <</EmbeddedFiles <</Names [${name} ${specification} 0 R]>>>>`;
}
