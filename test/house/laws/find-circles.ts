import type { ImportGraph } from '../graph/import-graph.js';

type Arrows = ReadonlyMap<string, ReadonlySet<string>>;

/** Lists circles of files; an import of a type counts as any other. Each line names one whole circle. */
export function findFileCircles(graph: ImportGraph): string[] {
  const arrows = new Map<string, Set<string>>();
  for (const { from, to } of graph.edges) addArrow(arrows, from, to);
  return listCircles(arrows).map((circle) => circle.map((path) => `src/${path}`).join(' -> '));
}

/**
 * Lists circles of what lies in one folder: two folders that import each other, or a folder and a file beside it. Each
 * line names the circle, and one import for each of its arrows.
 */
export function findSiblingCircles(graph: ImportGraph): string[] {
  const arrowsByFolder = new Map<string, Map<string, Set<string>>>();
  const examples = new Map<string, string>();
  for (const { from, to } of graph.edges) {
    const [fromParts, toParts] = [from.split('/'), to.split('/')];
    const depth = fromParts.findIndex((part, index) => part !== toParts[index]);
    if (depth < 0) continue;
    const folder = fromParts.slice(0, depth).join('/');
    const arrows = arrowsByFolder.get(folder) ?? new Map<string, Set<string>>();
    arrowsByFolder.set(folder, arrows);
    const arrow = [fromParts[depth] ?? '', toParts[depth] ?? ''] as const;
    addArrow(arrows, ...arrow);
    examples.set(`${folder}: ${arrow.join(' -> ')}`, `src/${from} imports src/${to}`);
  }
  return [...arrowsByFolder].flatMap(([folder, arrows]) =>
    listCircles(arrows).map((circle) => {
      const steps = circle.slice(1).map((to, index) => `${folder}: ${circle[index] ?? ''} -> ${to}`);
      const imports = steps.map((step) => examples.get(step)).join('; ');
      return `in src/${folder}: ${circle.join(' -> ')} (${imports})`;
    }),
  );
}

function addArrow(arrows: Map<string, Set<string>>, from: string, to: string): void {
  const targets = arrows.get(from) ?? new Set();
  arrows.set(from, targets.add(to));
}

/** One circle per place that a walk along the arrows comes back to while it is still on its way from there. */
function listCircles(arrows: Arrows): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const walk = (node: string, way: readonly string[]): void => {
    const start = way.indexOf(node);
    if (start >= 0) circles.push([...way.slice(start), node]);
    if (start >= 0 || done.has(node)) return;
    for (const next of arrows.get(node) ?? []) walk(next, [...way, node]);
    done.add(node);
  };
  for (const node of arrows.keys()) walk(node, []);
  return circles;
}
