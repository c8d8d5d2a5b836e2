// Makes kubernetes-1.23.json and kubernetes-1.36.json beside it, once for each release of Kubernetes, from two npm packages whose sources were
// generated from that release's OpenAPI document. Not part of a build. To make them anew:
//   npm pack cdk8s-plus-23@2.3.14 @kubernetes/client-node@2.0.1   (unpacked into the folders cdk8s-plus-23 and client-node)
//   node distil.mjs <folder of both>
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const kinds = {
  'v1 ConfigMap': 'ConfigMap', 'v1 PersistentVolumeClaim': 'PersistentVolumeClaim', 'v1 Pod': 'Pod', 'v1 Secret': 'Secret', 'v1 Service': 'Service',
  'v1 ServiceAccount': 'ServiceAccount', 'apps/v1 DaemonSet': 'DaemonSet', 'apps/v1 Deployment': 'Deployment', 'apps/v1 StatefulSet': 'StatefulSet',
  'batch/v1 CronJob': 'CronJob', 'batch/v1 Job': 'Job', 'networking.k8s.io/v1 Ingress': 'Ingress', 'networking.k8s.io/v1 NetworkPolicy': 'NetworkPolicy',
  'policy/v1 PodDisruptionBudget': 'PodDisruptionBudget', 'policy/v1beta1 PodSecurityPolicy': 'PodSecurityPolicy',
  'rbac.authorization.k8s.io/v1 ClusterRole': 'ClusterRole', 'rbac.authorization.k8s.io/v1 ClusterRoleBinding': 'ClusterRoleBinding',
  'rbac.authorization.k8s.io/v1 Role': 'Role', 'rbac.authorization.k8s.io/v1 RoleBinding': 'RoleBinding',
};
const last = text => text.split('.').at(-1);

// cdk8s: TypeScript interfaces; every field's comment names the field as the API does (Service.clusterIP, not clusterIp).
function fromCdk8s(text) {
  const found = {}, enums = {}, names = {};
  for (const [, name, body] of text.matchAll(/export declare enum (\w+) \{([^}]*)\}/g)) enums[name] = [...body.matchAll(/= "([^"]*)"/g)].map(m => m[1]).join('|');
  const declared = [...text.matchAll(/@schema (io\.k8s\.[\w.-]+)\n \*\/\nexport interface (\w+) \{([\s\S]*?)\n\}\n/g)];
  for (const [, schema, name] of declared) names[name] = schema;
  const word = type => {
    type = type.replace(/\s+/g, ' ').trim();
    const map = type.match(/^\{ \[key: string\]: (.*); \}$/);
    if (map) return `{${word(map[1])}}`;
    if (type.endsWith('[]')) return `[${word(type.slice(0, -2))}]`;
    if (enums[type]) return `=${enums[type]}`;
    if (names[type]) return last(names[type]);
    return { string: 'string', number: 'integer', boolean: 'boolean', any: 'any', Date: 'string', Quantity: 'quantity', IntOrString: 'int-or-string' }[type]
      ?? (() => { throw new Error(`cdk8s: ${type}`); })();
  };
  for (const [, schema, , body] of declared) {
    // Of kinds with the same last name in several versions, the stable one; PodSecurityPolicy was never stable.
    if (!/\.(v1|policy\.v1beta1)\.\w+$/.test(schema) || /apiextensions|apiregistration|authentication|events\.v1/.test(schema)) continue;
    const entry = { required: [], properties: {} };
    for (const [, field, , optional, type] of body.matchAll(/@schema [\w.-]+#([\w$-]+)\n\s+\*\/\n\s+readonly (\w+)(\??): ([^;{]*|\{[^}]*\});/g)) {
      entry.properties[field] = word(type);
      if (!optional) entry.required.push(field);
    }
    if (!(last(schema) in found) || schema.includes('.v1.')) found[last(schema)] = entry;
  }
  return found;
}

// client-node: one class a file, with a table of its attributes; the declaration beside it says which are required. Quantities and the values of enums are
// plain texts there: where Kubernetes 1.23 had either in the same place, it is kept.
function fromClientNode(folder, older) {
  const found = {};
  const short = name => name.replace(/^(Core|Rbac)?V1/, '');
  const word = (type, known) => {
    const list = type.match(/^Array<(.*)>$/), map = type.match(/^\{ \[key: string\]: (.*); \}$/);
    if (list) return `[${word(list[1])}]`;
    if (map) return known === '{quantity}' ? known : `{${word(map[1])}}`;
    if (type === 'string' && (known === 'quantity' || known?.startsWith('='))) return known;
    return { string: 'string', number: 'integer', boolean: 'boolean', any: 'any', Date: 'string', IntOrString: 'int-or-string', V1MicroTime: 'string' }[type] ?? short(type);
  };
  for (const file of readdirSync(folder).filter(name => /^(Core|Rbac)?V1[A-Z]\w*\.js$/.test(name))) {
    const text = readFileSync(join(folder, file), 'utf8'), declared = readFileSync(join(folder, file.replace('.js', '.d.ts')), 'utf8');
    const table = text.match(/attributeTypeMap = (\[[\s\S]*?\n\]);/), name = short(file.slice(0, -3));
    if (!table) continue;
    const entry = { required: [], properties: {} };
    for (const { name: field, baseName, type, format } of JSON.parse(table[1])) {
      entry.properties[baseName] = format === 'double' ? 'number' : word(type, older[name]?.properties[baseName]);
      if (!new RegExp(`'${field}'\\?:`).test(declared)) entry.required.push(baseName);
    }
    found[name] = entry;
  }
  return found;
}

// What the kinds reach, one definition a line.
function write(file, release, source, definitions, roots) {
  const kept = {}, queue = [...new Set(Object.values(roots))];
  for (const root of queue) {
    const entry = structuredClone(definitions[root]);
    Object.assign(entry.properties, { apiVersion: 'string', kind: 'string' });
    delete entry.properties.status;
    kept[root] = entry;
  }
  const reach = name => {
    const entry = kept[name] ??= definitions[name] ?? (() => { throw new Error(`${file}: ${name}`); })();
    for (const type of Object.values(entry.properties)) {
      if (type === 'number') throw new Error(`${file}: ${name} has a field that is no integer`);
      const inner = type.replace(/[[\]{}]/g, '');
      if (/^[A-Z]/.test(inner) && !kept[inner]) reach(inner);
    }
  };
  queue.forEach(reach);
  const lines = Object.keys(kept).sort().map(name => `    ${JSON.stringify(name)}: ${JSON.stringify(kept[name])}`);
  writeFileSync(new URL(file, import.meta.url), `{\n  "kubernetes": "${release}",\n  "source": "${source}, Apache-2.0; distilled by distil.mjs",\n  "kinds": ${JSON.stringify(roots)},\n  "definitions": {\n${lines.join(',\n')}\n  }\n}\n`);
}

const [folder] = process.argv.slice(2);
const older = fromCdk8s(readFileSync(join(folder, 'cdk8s-plus-23/package/lib/imports/k8s.d.ts'), 'utf8'));
const newer = fromClientNode(join(folder, 'client-node/package/dist/gen/models'), older);
const { 'policy/v1beta1 PodSecurityPolicy': gone, ...left } = kinds;
write('kubernetes-1.23.json', '1.23', 'npm package cdk8s-plus-23 2.3.14', older, kinds);
write('kubernetes-1.36.json', '1.36', 'npm package @kubernetes/client-node 2.0.1', newer, left);
