import { escapeForTerminal } from '../../core/terminal-text.js';

/** The facts of a controller that a client takes from its environment. */
export interface ExportedController {
  readonly adminEndpoint: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecretFile: string;
  readonly caFile: string;
}

/**
 * Renders the lines that make another shell a client of the controller, and a command to try. No secret is in them: the
 * shell reads it from its file.
 */
export function renderExports(controller: ExportedController, shell: 'sh' | 'powershell'): string {
  const { adminEndpoint, tenantId, clientId, clientSecretFile, caFile } = controller;
  const quote = shell === 'sh' ? quoteForSh : quoteForPowershell;
  const file = quote(clientSecretFile);
  const values = {
    RESTACK_TARGET: quote(adminEndpoint),
    AZURE_TENANT_ID: quote(tenantId),
    AZURE_CLIENT_ID: quote(clientId),
    AZURE_CLIENT_SECRET: shell === 'sh' ? `"$(cat ${file})"` : `(Get-Content -Raw ${file})`,
    NODE_EXTRA_CA_CERTS: quote(caFile),
  };
  const lines = Object.entries(values).map(([name, value]) =>
    shell === 'sh' ? `export ${name}=${value}` : `$env:${name} = ${value}`,
  );
  return `${[
    '# The controller answers until Ctrl+C. Paste into another shell:',
    ...lines,
    '# Then, for example: restack doctor',
  ].join('\n')}\n`;
}

/** Source: POSIX.1-2024, Shell Command Language, section 2.2.2. */
function quoteForSh(text: string): string {
  return `'${escapeForTerminal(text).replaceAll("'", String.raw`'\''`)}'`;
}

/** Source: PowerShell, about_Quoting_Rules: a single quote inside single quotes is doubled. */
function quoteForPowershell(text: string): string {
  return `'${escapeForTerminal(text).replaceAll("'", "''")}'`;
}
