/** The part of oclif's manifest that a man page is made of. */
export interface DescribedCommand {
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  readonly examples?: readonly unknown[] | undefined;
  readonly args?: Readonly<Record<string, DescribedArgument>> | undefined;
  readonly flags?: Readonly<Record<string, DescribedFlag>> | undefined;
}

interface DescribedArgument {
  readonly name: string;
  readonly required?: boolean | undefined;
  readonly multiple?: boolean | undefined;
  readonly description?: string | undefined;
}

interface DescribedFlag {
  readonly name: string;
  readonly type: string;
  readonly summary?: string | undefined;
  readonly helpValue?: string | readonly string[] | undefined;
}

/** Makes the man pages of restack: one of the whole, and one for each command. @returns text by file name. */
export function renderManPages(
  commands: Readonly<Record<string, DescribedCommand>>,
  { version, guides }: { readonly version: string; readonly guides: Readonly<Record<string, string>> },
): ReadonlyMap<string, string> {
  const pages = Object.entries(commands).map(
    ([id, command]) => [`${nameOf(id)}.1`, renderCommand(id, command, version)] as const,
  );
  return new Map([['restack.1', renderWhole(commands, { version, guides })], ...pages]);
}

const nameOf = (id: string) => `restack-${id.replaceAll(':', '-')}`;

function renderWhole(
  commands: Readonly<Record<string, DescribedCommand>>,
  { version, guides }: { readonly version: string; readonly guides: Readonly<Record<string, string>> },
): string {
  return joinLines([
    renderTitle('restack', version),
    '.SH NAME',
    String.raw`restack \- prove Azure Stack Hub backup sets and bring a cloud back from one`,
    '.SH SYNOPSIS',
    String.raw`.B restack`,
    'COMMAND [ARGUMENTS] [FLAGS]',
    '.SH COMMANDS',
    ...Object.entries(commands).flatMap(([id, { summary }]) => [
      '.TP',
      String.raw`\fB${escape(nameOf(id))}\fR(1)`,
      escape(summary ?? ''),
    ]),
    ...Object.entries(guides).flatMap(([name, text]) => [
      `.SH ${name.replaceAll('-', ' ').toUpperCase()}`,
      ...renderVerbatim(text),
    ]),
  ]);
}

function renderCommand(id: string, command: DescribedCommand, version: string): string {
  const typed = `restack ${id.replaceAll(':', ' ')}`;
  const args = Object.values(command.args ?? {});
  const examples = (command.examples ?? []).map((text) =>
    String(text).replaceAll('<%= config.bin %>', 'restack'),
  );
  return joinLines([
    renderTitle(nameOf(id), version),
    '.SH NAME',
    `${escape(nameOf(id))} \\- ${escape((command.summary ?? '').replace(/\.$/, ''))}`,
    '.SH SYNOPSIS',
    `.B ${escape(typed)}`,
    escape([...args.map(renderArgument), '[FLAGS]'].join(' ')),
    '.SH DESCRIPTION',
    ...renderVerbatim(command.description ?? ''),
    ...(args.length === 0 ? [] : ['.SH ARGUMENTS', ...args.flatMap(describeArgument)]),
    '.SH FLAGS',
    ...Object.values(command.flags ?? {}).flatMap(describeFlag),
    ...(examples.length === 0 ? [] : ['.SH EXAMPLES', ...renderVerbatim(examples.join('\n'))]),
    '.SH EXIT STATUS',
    String.raw`0 is done, all of it. The others: \fBrestack help exit\-codes\fR, \fBrestack explain CODE\fR.`,
    '.SH SEE ALSO',
    String.raw`\fBrestack\fR(1)`,
  ]);
}

function renderTitle(name: string, version: string): string {
  return `.TH "${escape(name.toUpperCase())}" 1 "" "restack ${escape(version)}" "restack"`;
}

function renderArgument({ name, required, multiple }: DescribedArgument): string {
  const word = `${name.toUpperCase()}${multiple === true ? '...' : ''}`;
  return required === true ? word : `[${word}]`;
}

function describeArgument({ name, description }: DescribedArgument): readonly string[] {
  return ['.TP', String.raw`\fI${escape(name.toUpperCase())}\fR`, escape(description ?? '')];
}

function describeFlag({ name, type, helpValue, summary }: DescribedFlag): readonly string[] {
  const value = type === 'option' ? String.raw` \fI${escape(String(helpValue ?? 'VALUE'))}\fR` : '';
  return ['.TP', String.raw`\fB${escape(`--${name}`)}\fR${value}`, escape(summary ?? '')];
}

/** Text whose lines stay as they are. */
function renderVerbatim(text: string): readonly string[] {
  return ['.nf', ...text.trimEnd().split('\n').map(escape), '.fi'];
}

/** A dash is one that can be copied, and no text becomes a request of roff. */
function escape(text: string): string {
  return text
    .replaceAll('\\', String.raw`\e`)
    .replaceAll('-', String.raw`\-`)
    .replace(/^(?=[.'])/, String.raw`\&`);
}

function joinLines(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
