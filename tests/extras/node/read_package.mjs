// Read a Data Package as the npm package `datapackage` does: whether it is valid, and the rows of every table.
import datapackage from "datapackage";

const read = await datapackage.Package.load(process.argv[2]);
const tables = {};
for (const resource of read.resources) {
  tables[resource.name] = await resource.read({ keyed: true, relations: true });
}
console.log(JSON.stringify({ valid: read.valid, errors: read.errors.map(String), tables }));
