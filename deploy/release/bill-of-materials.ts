import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { License } from '@cyclonedx/cyclonedx-library/Contrib';
import { type JoinedPackage, readBuild } from './build-facts.js';
import manifest from '../../package.json' with { type: 'json' };
import { lockedPackage, RUNTIME_VERSION } from './node-runtimes.js';

/**
 * Renders a bill of materials (CycloneDX 1.6, JSON) of what is in restack: the bundler says which packages. Node.js is
 * in all artefacts but the npm package, and marked optional therefore.
 */
export async function renderBill(madeAt: Date): Promise<string> {
  const { packages } = await readBuild();
  const { name, version, license, description } = manifest;
  const root = createComponent({ name, version, license }, Enums.ComponentType.Application);
  root.description = description;
  // One version can lie in several folders.
  const once = new Map(packages.map((joined) => [`${joined.name}@${joined.version}`, joined]));
  const parts = [...once.values()].map((joined) => {
    const component = createComponent(joined, Enums.ComponentType.Library);
    const [algorithm = '', digest = ''] = lockedPackage(joined.folder).integrity.split('-');
    if (algorithm !== 'sha512') throw new Error(`${joined.name} is locked by ${algorithm}`);
    component.hashes.set(Enums.HashAlgorithm['SHA-512'], Buffer.from(digest, 'base64').toString('hex'));
    return component;
  });
  const node = { name: 'node', version: RUNTIME_VERSION, license: 'MIT' };
  const runtime = createComponent(node, Enums.ComponentType.Platform);
  runtime.scope = Enums.ComponentScope.Optional;
  parts.push(runtime);
  const bom = new Models.Bom({ components: new Models.ComponentRepository(parts) });
  bom.metadata.component = root;
  bom.metadata.timestamp = madeAt;
  for (const part of parts) root.dependencies.add(part.bomRef);
  const factory = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return `${new Serialize.JsonSerializer(factory).serialize(bom, { sortLists: true, space: 2 })}\n`;
}

const licences = new License.Factories.LicenseFactory((text) => / (?:AND|OR) /.test(text));

function createComponent(
  { name, version, license }: Omit<JoinedPackage, 'folder'>,
  type: Enums.ComponentType,
): Models.Component {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const component = new Models.Component(type, name, { version, bomRef: purl });
  component.licenses.add(licences.makeFromString(license));
  if (type !== Enums.ComponentType.Platform) component.purl = purl;
  return component;
}
