import { categoryOf, type FiledMethod, swgdrug } from '@custody-edge/edge-agent';
import { type LabSection, labSections, type Technique } from '@custody-edge/event-contract';
import { markdownTable, page } from './markdown.ts';

const titles: Readonly<Record<LabSection, string>> = {
  'narcotics-chemistry': 'Narcotics and chemistry',
  firearms: 'Firearms',
  vehicles: 'Vehicles',
  'questioned-documents': 'Questioned documents',
  fingerprints: 'Fingerprints',
  'crime-scene': 'Crime scene',
};

type Method = FiledMethod['method'];
type Step = Method['steps'][number];

const withCategory = (technique: Technique): string => {
  const category = categoryOf(technique);
  return category === undefined ? technique : `${technique} (${category})`;
};

/** What a step asks for, in few words. */
function asked(step: Step): string {
  const drawn = 'sampled' in step && step.sampled ? ', drawn units alone' : '';
  const times = 'repeats' in step && step.repeats > 1 ? `, ${step.repeats} times` : '';
  return `${whatOf(step)}${times}${drawn}`;
}

function whatOf(step: Step): string {
  switch (step.kind) {
    case 'weigh':
      return `weigh ${step.what}`;
    case 'test':
      return `test: ${withCategory(step.technique)}${step.reagent ? ', reagent with batch and controls' : ''}`;
    case 'spectrum':
      return `spectrum: ${withCategory(step.technique)}`;
    case 'file':
      return `file: ${step.mediaTypes.join(', ')}`;
    case 'divide':
      return `divide into ${step.into.map(({ part }) => part).join(', ')}`;
    case 'choose':
      return `draw units by lot (${step.by})`;
    case 'observe':
      return `examine: ${step.fields.map(({ label }) => label.en).join(', ')}. ${step.asks.en}`;
    default:
      return step.kind;
  }
}

function methodBlock({ method }: FiledMethod): string {
  const { id, version, title, sources, steps, checks, review } = method;
  const rows = steps.map((step) => [`\`${step.id}\``, step.of, asked(step), step.prompt.en, step.prompt.ur]);
  const notes = [
    `Sources: ${sources.join('; ')}.`,
    ...(checks.length > 0 ? [`Checks: ${checks.map((check) => check.title.en).join('; ')}.`] : []),
    `Review by another person: ${review.join(', ')}.`,
  ];
  const table = markdownTable(['step', 'of', 'what', 'analyst', 'تجزیہ کار کے لیے'], rows);
  return `### ${title.en} · ${title.ur}\n\n\`${id}\`, version ${version}. ${notes.join(' ')}\n\n${table}`;
}

/** The shipped methods of the bench, step by step, with what each leaves to the laboratory. */
export function methodsPage(methods: readonly FiledMethod[], blanksOf: (method: Method) => readonly string[]): string {
  const sections = labSections.flatMap((section) => {
    const own = methods.filter(({ method }) => method.section === section);
    return own.length > 0 ? [`## ${titles[section]}`, ...own.map(methodBlock)] : [];
  });
  const blanks = methods.flatMap(({ method }) => blanksOf(method).map((blank) => `- \`${method.id}\`: ${blank}`));
  return page(
    '# Methods of the bench',
    `Categories in brackets: ${swgdrug.title}. ${swgdrug.sources.join('. ')}.`,
    `What the laboratory fills in before a method can be begun, in a copy of its own under a version of its own (\`bench.methodsDir\`):\n\n${blanks.join('\n')}`,
    ...sections,
  );
}
