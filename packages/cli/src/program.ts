import { CarmineError } from '@carmine/errors';
import { Command, CommanderError, Option } from 'commander';
import { type AnalyzeOptions, analyze } from './commands/analyze.ts';
import { type BenchOptions, bench } from './commands/bench.ts';
import { catalogCheck } from './commands/catalog.ts';
import { catalogImport, type ImportCommandOptions } from './commands/catalog-import.ts';
import { type MatchOptions, match } from './commands/match.ts';
import { type RenderOptions, render } from './commands/render.ts';
import { EXIT, type Paths, UsageError } from './commands/usage.ts';
import { sayError, type Terminal } from './io/terminal.ts';

const faceModel = () =>
  new Option('--face-model <url>', 'another face_landmarker bundle: URL or path of a .task file');

/** What a run needs: where it speaks and where the built parts lie. */
export interface Context {
  readonly terminal: Terminal;
  readonly paths: Paths;
}

type Finish = (code: number) => void;

const addRender = (program: Command, context: Context, finish: Finish): void => {
  program
    .command('render')
    .description('put a look on pictures and videos')
    .argument('<input...>', 'JPEG, PNG, WebP, AVIF, MP4, WebM, Y4M, or directories of them')
    .requiredOption('--look <file>', 'the look, JSON')
    .requiredOption('--out <dir>', 'where NAME.png (videos: NAME.webm) is written')
    .option('--catalog <file>', 'catalogue for layers that name a "sku"')
    .option('--mask', 'also NAME.<product>.png: amount of product, 8-bit grey')
    .option('--json', 'also NAME.json: landmarks, light, timings')
    .addOption(new Option('--backend <name>', 'what draws').choices(['webgpu', 'webgl2', 'cpu']))
    .addOption(faceModel())
    .action(async (inputs: string[], options: RenderOptions) =>
      finish(await render(inputs, options, context)),
    );
};

const addAnalyze = (program: Command, context: Context, finish: Finish): void => {
  program
    .command('analyze')
    .description('measure skin colour and appearance on pictures')
    .argument('<input...>', 'JPEG, PNG, WebP, AVIF, or directories of them')
    .requiredOption('--out <dir>', 'where NAME.json is written')
    .addOption(
      new Option('--strictness <name>', 'how much a picture must offer before it is read')
        .choices(['lenient', 'standard', 'strict'])
        .default('standard'),
    )
    .option(
      '--card <corners>',
      'a matte card in the light of the face: px x,y of its four corners, first patch first, around it',
    )
    .option(
      '--card-patches <what>',
      'grey (18 %), grey:0.5, colorchecker, or a JSON file with columns, rows and patches (default grey)',
    )
    .option('--shade <shade>', 'a shade that fits: its L,a,b, or its sku in --catalog')
    .option('--shade-sigma <s>', 'how far that shade may be off, 0.3 to 30 (default 2; what --catalog says)')
    .option('--catalog <file>', 'catalogue that holds the sku of --shade')
    .option('--maps', 'also eight maps of the skin (NAME.melanin.png, NAME.line.png ...), 8-bit grey')
    .addOption(faceModel())
    .action(async (inputs: string[], options: AnalyzeOptions) =>
      finish(await analyze(inputs, options, context)),
    );
};

const addMatch = (program: Command, context: Context, finish: Finish): void => {
  program
    .command('match')
    .description('find the shades nearest to a skin')
    .argument('[input]', 'a picture; or use --lab')
    .option('--lab <L,a,b>', 'skin colour, CIELAB D65 2 degrees; needs no browser')
    .option('--sigma <s>', 'standard deviation of --lab: one number or L,a,b (default 1)')
    .requiredOption('--catalog <file>', 'catalogue, JSON lines or a JSON list')
    .option('--type <type>', 'foundation or concealer', 'foundation')
    .addOption(
      new Option('--target <wish>', 'what to aim at; brighten: half to one shade lighter')
        .choices(['match', 'lighter', 'deeper', 'warmer', 'cooler', 'brighten'])
        .default('match'),
    )
    .option('--line <name>', 'only this line of the catalogue')
    .option(
      '--fits <sku>',
      'a foundation or concealer of the catalogue that is worn and fits: narrows the skin',
    )
    .option('--top <n>', 'how many shades, 1 to 12', '3')
    .option('--out <dir>', 'write NAME.json there instead of printing it')
    .addOption(faceModel())
    .action(async (input: string | undefined, options: MatchOptions) =>
      finish(await match(input, options, context)),
    );
};

const addCatalog = (program: Command, { terminal }: Context, finish: Finish): void => {
  const catalog = program.command('catalog').description('work with shade catalogues');
  catalog
    .command('import')
    .description('turn a CSV, a JSON list, a Google Merchant feed or a Shopify export into a catalogue')
    .argument('<file>', 'the file, UTF-8')
    .requiredOption('--from <format>', 'csv, json, google or shopify')
    .requiredOption('--out <file>', 'where the catalogue is written, JSON lines')
    .option('--map <field=column...>', 'the column that holds a field, such as hex=Swatch')
    .option('--set <field=text...>', 'what blank cells of a field mean, such as type=foundation')
    .action((file: string, options: ImportCommandOptions) => finish(catalogImport(file, options, terminal)));
  catalog
    .command('check')
    .description('list every broken row as line:field: message')
    .argument('<file>', 'catalogue, JSON lines or a JSON list')
    .action((file: string) => finish(catalogCheck(file, terminal)));
};

const addBench = (program: Command, context: Context, finish: Finish): void => {
  program
    .command('bench')
    .description('measure this build of the mirror, beside its peers or another build')
    .requiredOption('--out <dir>', 'where bench.json and bench.html are written')
    .option('--quick', 'three rounds of seconds instead of five of a minute')
    .option(
      '--against <who>',
      'official: the usual recipes; none; or a folder with lib/ and assets/ of another build',
    )
    .option(
      '--clip <id>',
      'what the camera sees: turn, turn-720, still, portrait, small, photographs (default turn)',
    )
    .option('--fps <n>', 'frames a second of the camera (default 30)')
    .option('--line <mbit>', 'speed of the line by which a cold and a warm start are measured (default 8.1)')
    .option('--rounds <n>', 'how often everything is measured')
    .option('--seconds <n>', 'how long frames are counted in each run')
    .option('--only <names>', 'only these, separated by commas')
    .option(
      '--troubles',
      'also what a mirror must bear: changed size, 15 and 120 fps, hidden tab, killed worker, lost GPU',
    )
    .option('--soak <minutes>', 'one mirror for so long: drift of memory and of the time between pictures')
    .option('--mounts <n>', 'the element put on a page and taken away so often: what is left behind')
    .option('--thresholds <file>', 'bounds, JSON; exit code 3 when one is not met')
    .addOption(new Option('--backend <name>', 'what the product draws with').choices(['webgpu', 'webgl2']))
    .option('--face-model <file>', 'the official face_landmarker.task for the peers')
    .option(
      '--mediapipe <dir>',
      'wasm folder of @mediapipe/tasks-vision for the peers (default: found where installed)',
    )
    .option('--photos <dir>', 'JPEG photographs for the clip of that name')
    .option('--compare <reports...>', 'two bench.json instead of measuring, the new one first')
    .option('--page', 'write the page that a phone opens instead of measuring')
    .action(async (options: BenchOptions) => finish(await bench(options, context)));
};

const buildProgram = (context: Context, finish: Finish): Command => {
  const program = new Command('carmine');
  program
    .description('Make-up rendering, skin analysis and shade matching on pictures, on this machine.')
    .version('0.1.0')
    .showHelpAfterError('See: carmine --help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.terminal.out(text.trimEnd()),
      writeErr: (text) => context.terminal.err(text.trimEnd()),
    })
    .addHelpText(
      'after',
      '\nThe browser is found by itself; CARMINE_BROWSER names another.\nExit codes: 0 done, 1 some input failed, 2 wrong usage, 3 a threshold of the bench was not met.',
    );
  addRender(program, context, finish);
  addAnalyze(program, context, finish);
  addMatch(program, context, finish);
  addCatalog(program, context, finish);
  addBench(program, context, finish);
  return program;
};

/** Faults of what was asked for, met before the first input. */
const USAGE_CODES: ReadonlySet<string> = new Set(['invalid-argument', 'model-invalid']);

/** Help and version end well; everything else commander refuses is wrong usage. */
const codeOf = (error: unknown, terminal: Terminal): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof UsageError) {
    sayError(terminal, error.error);
    return EXIT.usage;
  }
  sayError(terminal, error);
  return error instanceof CarmineError && USAGE_CODES.has(error.code) ? EXIT.usage : EXIT.failed;
};

/** Runs the command with the words after its name. Resolves to the exit code; never rejects. */
export const run = async (args: readonly string[], context: Context): Promise<number> => {
  let code: number = EXIT.ok;
  try {
    const program = buildProgram(context, (result) => {
      code = result;
    });
    if (!args.length) {
      program.outputHelp({ error: true });
      return EXIT.usage;
    }
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return codeOf(error, context.terminal);
  }
};
