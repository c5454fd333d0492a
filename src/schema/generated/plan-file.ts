// Generated from schemas/plan-file.json by `npm run generate`. Do not edit.
// @ts-nocheck
import { countCharacters } from '../character-count.js';
import type { CompiledSchema } from '../compiled-schema.js';
import type { PlanFile } from './types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"PlanFile","description":"A saved plan: what was decided about each record, and everything that this rests on. Holds no record, and so no secret.","type":"object","required":["schema","restackVersion","plannedAt","share","backup","target","caFile","settings","decisions"],"additionalProperties":false,"properties":{"schema":{"type":"string","enum":["restack/plan-file/v1"]},"restackVersion":{"type":"string"},"plannedAt":{"type":"string"},"share":{"description":"Absolute path of the share.","type":"string"},"backup":{"type":"object","required":["backupId","deploymentId","digest"],"additionalProperties":false,"properties":{"backupId":{"type":"string"},"deploymentId":{"type":"string"},"digest":{"description":"SHA-256, see schemas/README.md, section 10.","type":"string"}}},"target":{"type":"object","required":["adminEndpoint","userEndpoint","region","domain","providerSubscriptionId","identitySystem","homeTenantId"],"additionalProperties":false,"properties":{"adminEndpoint":{"type":"string"},"userEndpoint":{"type":"string"},"region":{"type":"string"},"domain":{"type":"string"},"providerSubscriptionId":{"type":"string"},"identitySystem":{"type":"string","enum":["aad","adfs"]},"homeTenantId":{"type":"string"}}},"caFile":{"description":"Absolute path of the file with further trust roots.","type":["string","null"]},"settings":{"$ref":"restore-settings.json"},"decisions":{"type":"array","items":{"type":"object","required":["kind","recordIndex","id","action","stages","differing","at"],"additionalProperties":false,"properties":{"kind":{"$ref":"restore-settings.json#/$defs/kind"},"recordIndex":{"type":"integer","minimum":0},"id":{"type":"string"},"action":{"type":"string","enum":["create","adopt","update","skip","manual","blocked","outOfScope"]},"stages":{"type":"array","items":{"type":"string"}},"differing":{"description":"Paths of the members that the target has otherwise.","type":"array","items":{"type":"string"}},"at":{"description":"Where an adopted object is, when that is not its own place.","type":["string","null"]}}}}}};
const schema50 = {"type":"string","enum":["directoryTenant","resourceGroup","computeQuota","networkQuota","storageQuota","plan","offer","subscription","offerDelegation","acquiredPlan","roleDefinition","roleAssignment","vault","secret"]};
const func1 = Object.prototype.hasOwnProperty;
const schema32 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"RestoreSettings","description":"Everything that a person decided about a restore. Written into saved plans and into runs.","type":"object","required":["mapping","policy","preflight"],"additionalProperties":false,"properties":{"mapping":{"$ref":"mapping.json"},"policy":{"type":"object","required":["existing","existingByKind","only","except","unmapped"],"additionalProperties":false,"properties":{"existing":{"$ref":"#/$defs/existing"},"existingByKind":{"type":"object","additionalProperties":{"$ref":"#/$defs/existing"},"propertyNames":{"$ref":"#/$defs/kind"}},"only":{"type":"array","items":{"$ref":"#/$defs/selector"}},"except":{"type":"array","items":{"$ref":"#/$defs/selector"}},"unmapped":{"type":"string","enum":["block","manual","keep"]}}},"preflight":{"type":"object","required":["allowNotFresh","allowVersionDistance","targetVersion"],"additionalProperties":false,"properties":{"allowNotFresh":{"type":"boolean"},"allowVersionDistance":{"type":"boolean"},"targetVersion":{"type":["string","null"]}}}},"$defs":{"existing":{"type":"string","enum":["adopt","update","skip","fail"]},"kind":{"type":"string","enum":["directoryTenant","resourceGroup","computeQuota","networkQuota","storageQuota","plan","offer","subscription","offerDelegation","acquiredPlan","roleDefinition","roleAssignment","vault","secret"]},"selector":{"type":"object","required":["kind"],"additionalProperties":false,"properties":{"kind":{"$ref":"#/$defs/kind"},"name":{"type":"string"}}}}};
const schema49 = {"type":"string","enum":["adopt","update","skip","fail"]};
const pattern4 = new RegExp("^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$", "u");
const pattern6 = new RegExp("^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", "u");
const pattern8 = new RegExp("^[a-zA-Z0-9-]{1,63}(?:\\.[a-zA-Z0-9-]{1,63})*$", "u");
const pattern12 = new RegExp("^(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[sS]-1(?:-[0-9]+)+)$", "u");
const pattern14 = new RegExp("^[a-zA-Z0-9-]{3,24}$", "u");
const pattern16 = new RegExp("^(?:[^/\\s]+/)?[-\\w.()]{0,89}[-\\w()]$", "u");
const pattern17 = new RegExp("^[-\\w.()]{0,89}[-\\w()]$", "u");
const func2 = countCharacters;

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate22.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((((key0 === "region") || (key0 === "providerSubscription")) || (key0 === "externalDomain")) || (key0 === "directoryTenants")) || (key0 === "principals")) || (key0 === "owners")) || (key0 === "vaultNames")) || (key0 === "resourceGroups"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.region !== undefined){
let data0 = data.region;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
for(const key1 in data0){
const _errs4 = errors;
if(typeof key1 === "string"){
if(!pattern4.test(key1)){
const err1 = {instancePath:instancePath+"/region",schemaPath:"#/$defs/label/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$"},propertyName:key1};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath:instancePath+"/region",schemaPath:"#/$defs/label/type",keyword:"type",params:{type: "string"},propertyName:key1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var valid1 = _errs4 === errors;
if(!valid1){
const err3 = {instancePath:instancePath+"/region",schemaPath:"#/properties/region/propertyNames",keyword:"propertyNames",params:{propertyName: key1}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
for(const key2 in data0){
let data1 = data0[key2];
if(typeof data1 === "string"){
if(!pattern4.test(data1)){
const err4 = {instancePath:instancePath+"/region/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/label/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/region/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/label/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath:instancePath+"/region",schemaPath:"#/properties/region/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.providerSubscription !== undefined){
let data2 = data.providerSubscription;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key3 in data2){
const _errs13 = errors;
if(typeof key3 === "string"){
if(!pattern6.test(key3)){
const err7 = {instancePath:instancePath+"/providerSubscription",schemaPath:"shared.json#/$defs/guid/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"},propertyName:key3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/providerSubscription",schemaPath:"shared.json#/$defs/guid/type",keyword:"type",params:{type: "string"},propertyName:key3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
var valid5 = _errs13 === errors;
if(!valid5){
const err9 = {instancePath:instancePath+"/providerSubscription",schemaPath:"#/properties/providerSubscription/propertyNames",keyword:"propertyNames",params:{propertyName: key3}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
for(const key4 in data2){
let data3 = data2[key4];
if(typeof data3 === "string"){
if(!pattern6.test(data3)){
const err10 = {instancePath:instancePath+"/providerSubscription/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"shared.json#/$defs/guid/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/providerSubscription/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"shared.json#/$defs/guid/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/providerSubscription",schemaPath:"#/properties/providerSubscription/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.externalDomain !== undefined){
let data4 = data.externalDomain;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key5 in data4){
const _errs22 = errors;
if(typeof key5 === "string"){
if(!pattern8.test(key5)){
const err13 = {instancePath:instancePath+"/externalDomain",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z0-9-]{1,63}(?:\\.[a-zA-Z0-9-]{1,63})*$"},propertyName:key5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/externalDomain",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},propertyName:key5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
var valid9 = _errs22 === errors;
if(!valid9){
const err15 = {instancePath:instancePath+"/externalDomain",schemaPath:"#/properties/externalDomain/propertyNames",keyword:"propertyNames",params:{propertyName: key5}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
for(const key6 in data4){
let data5 = data4[key6];
if(typeof data5 === "string"){
if(!pattern8.test(data5)){
const err16 = {instancePath:instancePath+"/externalDomain/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z0-9-]{1,63}(?:\\.[a-zA-Z0-9-]{1,63})*$"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/externalDomain/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath:instancePath+"/externalDomain",schemaPath:"#/properties/externalDomain/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.directoryTenants !== undefined){
let data6 = data.directoryTenants;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key7 in data6){
const _errs31 = errors;
if(typeof key7 === "string"){
if(!pattern6.test(key7)){
const err19 = {instancePath:instancePath+"/directoryTenants",schemaPath:"shared.json#/$defs/guid/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"},propertyName:key7};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/directoryTenants",schemaPath:"shared.json#/$defs/guid/type",keyword:"type",params:{type: "string"},propertyName:key7};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
var valid13 = _errs31 === errors;
if(!valid13){
const err21 = {instancePath:instancePath+"/directoryTenants",schemaPath:"#/properties/directoryTenants/propertyNames",keyword:"propertyNames",params:{propertyName: key7}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
for(const key8 in data6){
let data7 = data6[key8];
if(typeof data7 === "string"){
if(!pattern6.test(data7)){
const err22 = {instancePath:instancePath+"/directoryTenants/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"shared.json#/$defs/guid/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/directoryTenants/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"shared.json#/$defs/guid/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath:instancePath+"/directoryTenants",schemaPath:"#/properties/directoryTenants/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.principals !== undefined){
let data8 = data.principals;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key9 in data8){
const _errs40 = errors;
if(typeof key9 === "string"){
if(!pattern12.test(key9)){
const err25 = {instancePath:instancePath+"/principals",schemaPath:"#/$defs/principal/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[sS]-1(?:-[0-9]+)+)$"},propertyName:key9};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/principals",schemaPath:"#/$defs/principal/type",keyword:"type",params:{type: "string"},propertyName:key9};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
var valid17 = _errs40 === errors;
if(!valid17){
const err27 = {instancePath:instancePath+"/principals",schemaPath:"#/properties/principals/propertyNames",keyword:"propertyNames",params:{propertyName: key9}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
for(const key10 in data8){
let data9 = data8[key10];
if(typeof data9 === "string"){
if(!pattern12.test(data9)){
const err28 = {instancePath:instancePath+"/principals/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/principal/pattern",keyword:"pattern",params:{pattern: "^(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[sS]-1(?:-[0-9]+)+)$"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/principals/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/principal/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/principals",schemaPath:"#/properties/principals/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.owners !== undefined){
let data10 = data.owners;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
for(const key11 in data10){
let data11 = data10[key11];
if(typeof data11 === "string"){
if(func2(data11) < 1){
const err31 = {instancePath:instancePath+"/owners/" + key11.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/owners/additionalProperties/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/owners/" + key11.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/owners/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath:instancePath+"/owners",schemaPath:"#/properties/owners/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.vaultNames !== undefined){
let data12 = data.vaultNames;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
for(const key12 in data12){
const _errs54 = errors;
if(typeof key12 === "string"){
if(!pattern14.test(key12)){
const err34 = {instancePath:instancePath+"/vaultNames",schemaPath:"#/$defs/vaultName/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z0-9-]{3,24}$"},propertyName:key12};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/vaultNames",schemaPath:"#/$defs/vaultName/type",keyword:"type",params:{type: "string"},propertyName:key12};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
var valid22 = _errs54 === errors;
if(!valid22){
const err36 = {instancePath:instancePath+"/vaultNames",schemaPath:"#/properties/vaultNames/propertyNames",keyword:"propertyNames",params:{propertyName: key12}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
for(const key13 in data12){
let data13 = data12[key13];
if(typeof data13 === "string"){
if(!pattern14.test(data13)){
const err37 = {instancePath:instancePath+"/vaultNames/" + key13.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/vaultName/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z0-9-]{3,24}$"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/vaultNames/" + key13.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/vaultName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/vaultNames",schemaPath:"#/properties/vaultNames/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data.resourceGroups !== undefined){
let data14 = data.resourceGroups;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
for(const key14 in data14){
const _errs63 = errors;
if(typeof key14 === "string"){
if(!pattern16.test(key14)){
const err40 = {instancePath:instancePath+"/resourceGroups",schemaPath:"#/$defs/groupKey/pattern",keyword:"pattern",params:{pattern: "^(?:[^/\\s]+/)?[-\\w.()]{0,89}[-\\w()]$"},propertyName:key14};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/resourceGroups",schemaPath:"#/$defs/groupKey/type",keyword:"type",params:{type: "string"},propertyName:key14};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
var valid26 = _errs63 === errors;
if(!valid26){
const err42 = {instancePath:instancePath+"/resourceGroups",schemaPath:"#/properties/resourceGroups/propertyNames",keyword:"propertyNames",params:{propertyName: key14}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
for(const key15 in data14){
let data15 = data14[key15];
if(typeof data15 === "string"){
if(!pattern17.test(data15)){
const err43 = {instancePath:instancePath+"/resourceGroups/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/groupName/pattern",keyword:"pattern",params:{pattern: "^[-\\w.()]{0,89}[-\\w()]$"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
else {
const err44 = {instancePath:instancePath+"/resourceGroups/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/groupName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
}
else {
const err45 = {instancePath:instancePath+"/resourceGroups",schemaPath:"#/properties/resourceGroups/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
else {
const err46 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate25.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.kind === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "kind") || (key0 === "name"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.kind !== undefined){
let data0 = data.kind;
if(typeof data0 !== "string"){
const err2 = {instancePath:instancePath+"/kind",schemaPath:"#/$defs/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(!((((((((((((((data0 === "directoryTenant") || (data0 === "resourceGroup")) || (data0 === "computeQuota")) || (data0 === "networkQuota")) || (data0 === "storageQuota")) || (data0 === "plan")) || (data0 === "offer")) || (data0 === "subscription")) || (data0 === "offerDelegation")) || (data0 === "acquiredPlan")) || (data0 === "roleDefinition")) || (data0 === "roleAssignment")) || (data0 === "vault")) || (data0 === "secret"))){
const err3 = {instancePath:instancePath+"/kind",schemaPath:"#/$defs/kind/enum",keyword:"enum",params:{allowedValues: schema50.enum}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.name !== undefined){
if(typeof data.name !== "string"){
const err4 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate25.errors = vErrors;
return errors === 0;
}
validate25.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.mapping === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "mapping"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.policy === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "policy"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.preflight === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "preflight"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "mapping") || (key0 === "policy")) || (key0 === "preflight"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.mapping !== undefined){
if(!(validate22(data.mapping, {instancePath:instancePath+"/mapping",parentData:data,parentDataProperty:"mapping",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.policy !== undefined){
let data1 = data.policy;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.existing === undefined){
const err4 = {instancePath:instancePath+"/policy",schemaPath:"#/properties/policy/required",keyword:"required",params:{missingProperty: "existing"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data1.existingByKind === undefined){
const err5 = {instancePath:instancePath+"/policy",schemaPath:"#/properties/policy/required",keyword:"required",params:{missingProperty: "existingByKind"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data1.only === undefined){
const err6 = {instancePath:instancePath+"/policy",schemaPath:"#/properties/policy/required",keyword:"required",params:{missingProperty: "only"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data1.except === undefined){
const err7 = {instancePath:instancePath+"/policy",schemaPath:"#/properties/policy/required",keyword:"required",params:{missingProperty: "except"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data1.unmapped === undefined){
const err8 = {instancePath:instancePath+"/policy",schemaPath:"#/properties/policy/required",keyword:"required",params:{missingProperty: "unmapped"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
for(const key1 in data1){
if(!(((((key1 === "existing") || (key1 === "existingByKind")) || (key1 === "only")) || (key1 === "except")) || (key1 === "unmapped"))){
const err9 = {instancePath:instancePath+"/policy",schemaPath:"#/properties/policy/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data1.existing !== undefined){
let data2 = data1.existing;
if(typeof data2 !== "string"){
const err10 = {instancePath:instancePath+"/policy/existing",schemaPath:"#/$defs/existing/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(!((((data2 === "adopt") || (data2 === "update")) || (data2 === "skip")) || (data2 === "fail"))){
const err11 = {instancePath:instancePath+"/policy/existing",schemaPath:"#/$defs/existing/enum",keyword:"enum",params:{allowedValues: schema49.enum}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data1.existingByKind !== undefined){
let data3 = data1.existingByKind;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key2 in data3){
const _errs11 = errors;
if(typeof key2 !== "string"){
const err12 = {instancePath:instancePath+"/policy/existingByKind",schemaPath:"#/$defs/kind/type",keyword:"type",params:{type: "string"},propertyName:key2};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(!((((((((((((((key2 === "directoryTenant") || (key2 === "resourceGroup")) || (key2 === "computeQuota")) || (key2 === "networkQuota")) || (key2 === "storageQuota")) || (key2 === "plan")) || (key2 === "offer")) || (key2 === "subscription")) || (key2 === "offerDelegation")) || (key2 === "acquiredPlan")) || (key2 === "roleDefinition")) || (key2 === "roleAssignment")) || (key2 === "vault")) || (key2 === "secret"))){
const err13 = {instancePath:instancePath+"/policy/existingByKind",schemaPath:"#/$defs/kind/enum",keyword:"enum",params:{allowedValues: schema50.enum},propertyName:key2};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
var valid3 = _errs11 === errors;
if(!valid3){
const err14 = {instancePath:instancePath+"/policy/existingByKind",schemaPath:"#/properties/policy/properties/existingByKind/propertyNames",keyword:"propertyNames",params:{propertyName: key2}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
for(const key3 in data3){
let data4 = data3[key3];
if(typeof data4 !== "string"){
const err15 = {instancePath:instancePath+"/policy/existingByKind/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/existing/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!((((data4 === "adopt") || (data4 === "update")) || (data4 === "skip")) || (data4 === "fail"))){
const err16 = {instancePath:instancePath+"/policy/existingByKind/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/existing/enum",keyword:"enum",params:{allowedValues: schema49.enum}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath:instancePath+"/policy/existingByKind",schemaPath:"#/properties/policy/properties/existingByKind/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data1.only !== undefined){
let data5 = data1.only;
if(Array.isArray(data5)){
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
if(!(validate25(data5[i0], {instancePath:instancePath+"/policy/only/" + i0,parentData:data5,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
}
else {
const err18 = {instancePath:instancePath+"/policy/only",schemaPath:"#/properties/policy/properties/only/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data1.except !== undefined){
let data7 = data1.except;
if(Array.isArray(data7)){
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
if(!(validate25(data7[i1], {instancePath:instancePath+"/policy/except/" + i1,parentData:data7,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
}
else {
const err19 = {instancePath:instancePath+"/policy/except",schemaPath:"#/properties/policy/properties/except/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data1.unmapped !== undefined){
let data9 = data1.unmapped;
if(typeof data9 !== "string"){
const err20 = {instancePath:instancePath+"/policy/unmapped",schemaPath:"#/properties/policy/properties/unmapped/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(!(((data9 === "block") || (data9 === "manual")) || (data9 === "keep"))){
const err21 = {instancePath:instancePath+"/policy/unmapped",schemaPath:"#/properties/policy/properties/unmapped/enum",keyword:"enum",params:{allowedValues: schema32.properties.policy.properties.unmapped.enum}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath:instancePath+"/policy",schemaPath:"#/properties/policy/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.preflight !== undefined){
let data10 = data.preflight;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.allowNotFresh === undefined){
const err23 = {instancePath:instancePath+"/preflight",schemaPath:"#/properties/preflight/required",keyword:"required",params:{missingProperty: "allowNotFresh"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data10.allowVersionDistance === undefined){
const err24 = {instancePath:instancePath+"/preflight",schemaPath:"#/properties/preflight/required",keyword:"required",params:{missingProperty: "allowVersionDistance"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data10.targetVersion === undefined){
const err25 = {instancePath:instancePath+"/preflight",schemaPath:"#/properties/preflight/required",keyword:"required",params:{missingProperty: "targetVersion"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
for(const key4 in data10){
if(!(((key4 === "allowNotFresh") || (key4 === "allowVersionDistance")) || (key4 === "targetVersion"))){
const err26 = {instancePath:instancePath+"/preflight",schemaPath:"#/properties/preflight/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data10.allowNotFresh !== undefined){
if(typeof data10.allowNotFresh !== "boolean"){
const err27 = {instancePath:instancePath+"/preflight/allowNotFresh",schemaPath:"#/properties/preflight/properties/allowNotFresh/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data10.allowVersionDistance !== undefined){
if(typeof data10.allowVersionDistance !== "boolean"){
const err28 = {instancePath:instancePath+"/preflight/allowVersionDistance",schemaPath:"#/properties/preflight/properties/allowVersionDistance/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data10.targetVersion !== undefined){
let data13 = data10.targetVersion;
if((typeof data13 !== "string") && (data13 !== null)){
const err29 = {instancePath:instancePath+"/preflight/targetVersion",schemaPath:"#/properties/preflight/properties/targetVersion/type",keyword:"type",params:{type: schema32.properties.preflight.properties.targetVersion.type}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/preflight",schemaPath:"#/properties/preflight/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
else {
const err31 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.schema === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "schema"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.restackVersion === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "restackVersion"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.plannedAt === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "plannedAt"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.share === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "share"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.backup === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "backup"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.target === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "target"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.caFile === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "caFile"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.settings === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "settings"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.decisions === undefined){
const err8 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "decisions"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema31.properties, key0))){
const err9 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.schema !== undefined){
let data0 = data.schema;
if(typeof data0 !== "string"){
const err10 = {instancePath:instancePath+"/schema",schemaPath:"#/properties/schema/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(!(data0 === "restack/plan-file/v1")){
const err11 = {instancePath:instancePath+"/schema",schemaPath:"#/properties/schema/enum",keyword:"enum",params:{allowedValues: schema31.properties.schema.enum}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.restackVersion !== undefined){
if(typeof data.restackVersion !== "string"){
const err12 = {instancePath:instancePath+"/restackVersion",schemaPath:"#/properties/restackVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.plannedAt !== undefined){
if(typeof data.plannedAt !== "string"){
const err13 = {instancePath:instancePath+"/plannedAt",schemaPath:"#/properties/plannedAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.share !== undefined){
if(typeof data.share !== "string"){
const err14 = {instancePath:instancePath+"/share",schemaPath:"#/properties/share/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.backup !== undefined){
let data4 = data.backup;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.backupId === undefined){
const err15 = {instancePath:instancePath+"/backup",schemaPath:"#/properties/backup/required",keyword:"required",params:{missingProperty: "backupId"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data4.deploymentId === undefined){
const err16 = {instancePath:instancePath+"/backup",schemaPath:"#/properties/backup/required",keyword:"required",params:{missingProperty: "deploymentId"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data4.digest === undefined){
const err17 = {instancePath:instancePath+"/backup",schemaPath:"#/properties/backup/required",keyword:"required",params:{missingProperty: "digest"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
for(const key1 in data4){
if(!(((key1 === "backupId") || (key1 === "deploymentId")) || (key1 === "digest"))){
const err18 = {instancePath:instancePath+"/backup",schemaPath:"#/properties/backup/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data4.backupId !== undefined){
if(typeof data4.backupId !== "string"){
const err19 = {instancePath:instancePath+"/backup/backupId",schemaPath:"#/properties/backup/properties/backupId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data4.deploymentId !== undefined){
if(typeof data4.deploymentId !== "string"){
const err20 = {instancePath:instancePath+"/backup/deploymentId",schemaPath:"#/properties/backup/properties/deploymentId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data4.digest !== undefined){
if(typeof data4.digest !== "string"){
const err21 = {instancePath:instancePath+"/backup/digest",schemaPath:"#/properties/backup/properties/digest/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath:instancePath+"/backup",schemaPath:"#/properties/backup/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.target !== undefined){
let data8 = data.target;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.adminEndpoint === undefined){
const err23 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/required",keyword:"required",params:{missingProperty: "adminEndpoint"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data8.userEndpoint === undefined){
const err24 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/required",keyword:"required",params:{missingProperty: "userEndpoint"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data8.region === undefined){
const err25 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/required",keyword:"required",params:{missingProperty: "region"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data8.domain === undefined){
const err26 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/required",keyword:"required",params:{missingProperty: "domain"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data8.providerSubscriptionId === undefined){
const err27 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/required",keyword:"required",params:{missingProperty: "providerSubscriptionId"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data8.identitySystem === undefined){
const err28 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/required",keyword:"required",params:{missingProperty: "identitySystem"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(data8.homeTenantId === undefined){
const err29 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/required",keyword:"required",params:{missingProperty: "homeTenantId"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
for(const key2 in data8){
if(!(((((((key2 === "adminEndpoint") || (key2 === "userEndpoint")) || (key2 === "region")) || (key2 === "domain")) || (key2 === "providerSubscriptionId")) || (key2 === "identitySystem")) || (key2 === "homeTenantId"))){
const err30 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data8.adminEndpoint !== undefined){
if(typeof data8.adminEndpoint !== "string"){
const err31 = {instancePath:instancePath+"/target/adminEndpoint",schemaPath:"#/properties/target/properties/adminEndpoint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data8.userEndpoint !== undefined){
if(typeof data8.userEndpoint !== "string"){
const err32 = {instancePath:instancePath+"/target/userEndpoint",schemaPath:"#/properties/target/properties/userEndpoint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data8.region !== undefined){
if(typeof data8.region !== "string"){
const err33 = {instancePath:instancePath+"/target/region",schemaPath:"#/properties/target/properties/region/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data8.domain !== undefined){
if(typeof data8.domain !== "string"){
const err34 = {instancePath:instancePath+"/target/domain",schemaPath:"#/properties/target/properties/domain/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data8.providerSubscriptionId !== undefined){
if(typeof data8.providerSubscriptionId !== "string"){
const err35 = {instancePath:instancePath+"/target/providerSubscriptionId",schemaPath:"#/properties/target/properties/providerSubscriptionId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data8.identitySystem !== undefined){
let data14 = data8.identitySystem;
if(typeof data14 !== "string"){
const err36 = {instancePath:instancePath+"/target/identitySystem",schemaPath:"#/properties/target/properties/identitySystem/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(!((data14 === "aad") || (data14 === "adfs"))){
const err37 = {instancePath:instancePath+"/target/identitySystem",schemaPath:"#/properties/target/properties/identitySystem/enum",keyword:"enum",params:{allowedValues: schema31.properties.target.properties.identitySystem.enum}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data8.homeTenantId !== undefined){
if(typeof data8.homeTenantId !== "string"){
const err38 = {instancePath:instancePath+"/target/homeTenantId",schemaPath:"#/properties/target/properties/homeTenantId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data.caFile !== undefined){
let data16 = data.caFile;
if((typeof data16 !== "string") && (data16 !== null)){
const err40 = {instancePath:instancePath+"/caFile",schemaPath:"#/properties/caFile/type",keyword:"type",params:{type: schema31.properties.caFile.type}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data.settings !== undefined){
if(!(validate21(data.settings, {instancePath:instancePath+"/settings",parentData:data,parentDataProperty:"settings",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
if(data.decisions !== undefined){
let data18 = data.decisions;
if(Array.isArray(data18)){
const len0 = data18.length;
for(let i0=0; i0<len0; i0++){
let data19 = data18[i0];
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
if(data19.kind === undefined){
const err41 = {instancePath:instancePath+"/decisions/" + i0,schemaPath:"#/properties/decisions/items/required",keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data19.recordIndex === undefined){
const err42 = {instancePath:instancePath+"/decisions/" + i0,schemaPath:"#/properties/decisions/items/required",keyword:"required",params:{missingProperty: "recordIndex"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(data19.id === undefined){
const err43 = {instancePath:instancePath+"/decisions/" + i0,schemaPath:"#/properties/decisions/items/required",keyword:"required",params:{missingProperty: "id"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(data19.action === undefined){
const err44 = {instancePath:instancePath+"/decisions/" + i0,schemaPath:"#/properties/decisions/items/required",keyword:"required",params:{missingProperty: "action"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(data19.stages === undefined){
const err45 = {instancePath:instancePath+"/decisions/" + i0,schemaPath:"#/properties/decisions/items/required",keyword:"required",params:{missingProperty: "stages"}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(data19.differing === undefined){
const err46 = {instancePath:instancePath+"/decisions/" + i0,schemaPath:"#/properties/decisions/items/required",keyword:"required",params:{missingProperty: "differing"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(data19.at === undefined){
const err47 = {instancePath:instancePath+"/decisions/" + i0,schemaPath:"#/properties/decisions/items/required",keyword:"required",params:{missingProperty: "at"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
for(const key3 in data19){
if(!(((((((key3 === "kind") || (key3 === "recordIndex")) || (key3 === "id")) || (key3 === "action")) || (key3 === "stages")) || (key3 === "differing")) || (key3 === "at"))){
const err48 = {instancePath:instancePath+"/decisions/" + i0,schemaPath:"#/properties/decisions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data19.kind !== undefined){
let data20 = data19.kind;
if(typeof data20 !== "string"){
const err49 = {instancePath:instancePath+"/decisions/" + i0+"/kind",schemaPath:"restore-settings.json#/$defs/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(!((((((((((((((data20 === "directoryTenant") || (data20 === "resourceGroup")) || (data20 === "computeQuota")) || (data20 === "networkQuota")) || (data20 === "storageQuota")) || (data20 === "plan")) || (data20 === "offer")) || (data20 === "subscription")) || (data20 === "offerDelegation")) || (data20 === "acquiredPlan")) || (data20 === "roleDefinition")) || (data20 === "roleAssignment")) || (data20 === "vault")) || (data20 === "secret"))){
const err50 = {instancePath:instancePath+"/decisions/" + i0+"/kind",schemaPath:"restore-settings.json#/$defs/kind/enum",keyword:"enum",params:{allowedValues: schema50.enum}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data19.recordIndex !== undefined){
let data21 = data19.recordIndex;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
const err51 = {instancePath:instancePath+"/decisions/" + i0+"/recordIndex",schemaPath:"#/properties/decisions/items/properties/recordIndex/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 < 0 || isNaN(data21)){
const err52 = {instancePath:instancePath+"/decisions/" + i0+"/recordIndex",schemaPath:"#/properties/decisions/items/properties/recordIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
if(data19.id !== undefined){
if(typeof data19.id !== "string"){
const err53 = {instancePath:instancePath+"/decisions/" + i0+"/id",schemaPath:"#/properties/decisions/items/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data19.action !== undefined){
let data23 = data19.action;
if(typeof data23 !== "string"){
const err54 = {instancePath:instancePath+"/decisions/" + i0+"/action",schemaPath:"#/properties/decisions/items/properties/action/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(!(((((((data23 === "create") || (data23 === "adopt")) || (data23 === "update")) || (data23 === "skip")) || (data23 === "manual")) || (data23 === "blocked")) || (data23 === "outOfScope"))){
const err55 = {instancePath:instancePath+"/decisions/" + i0+"/action",schemaPath:"#/properties/decisions/items/properties/action/enum",keyword:"enum",params:{allowedValues: schema31.properties.decisions.items.properties.action.enum}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data19.stages !== undefined){
let data24 = data19.stages;
if(Array.isArray(data24)){
const len1 = data24.length;
for(let i1=0; i1<len1; i1++){
if(typeof data24[i1] !== "string"){
const err56 = {instancePath:instancePath+"/decisions/" + i0+"/stages/" + i1,schemaPath:"#/properties/decisions/items/properties/stages/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
}
else {
const err57 = {instancePath:instancePath+"/decisions/" + i0+"/stages",schemaPath:"#/properties/decisions/items/properties/stages/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data19.differing !== undefined){
let data26 = data19.differing;
if(Array.isArray(data26)){
const len2 = data26.length;
for(let i2=0; i2<len2; i2++){
if(typeof data26[i2] !== "string"){
const err58 = {instancePath:instancePath+"/decisions/" + i0+"/differing/" + i2,schemaPath:"#/properties/decisions/items/properties/differing/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
}
else {
const err59 = {instancePath:instancePath+"/decisions/" + i0+"/differing",schemaPath:"#/properties/decisions/items/properties/differing/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data19.at !== undefined){
let data28 = data19.at;
if((typeof data28 !== "string") && (data28 !== null)){
const err60 = {instancePath:instancePath+"/decisions/" + i0+"/at",schemaPath:"#/properties/decisions/items/properties/at/type",keyword:"type",params:{type: schema31.properties.decisions.items.properties.at.type}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
}
else {
const err61 = {instancePath:instancePath+"/decisions/" + i0,schemaPath:"#/properties/decisions/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
}
else {
const err62 = {instancePath:instancePath+"/decisions",schemaPath:"#/properties/decisions/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
}
else {
const err63 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
const expectations = {
  "^(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[sS]-1(?:-[0-9]+)+)$": "an object id of Azure AD (a GUID) or a SID of AD FS (S-1-…)",
  "^(?:[^/\\s]+/)?[-\\w.()]{0,89}[-\\w()]$": "the name of a resource group, with its subscription's id and a slash before it where only that one is meant",
  "^[-\\w.()]{0,89}[-\\w()]$": "the name of a resource group: 1 to 90 letters, digits or - _ . ( ), without a final dot",
  "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$": "a GUID, in any case, without braces",
  "^[a-zA-Z0-9-]{1,63}(?:\\.[a-zA-Z0-9-]{1,63})*$": "a domain name: labels of letters, digits and dashes, joined by dots",
  "^[a-zA-Z0-9-]{3,24}$": "a vault's name: 3 to 24 letters, digits or dashes",
  "^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$": "the name of a region: letters, digits and dashes"
};
export const schema: CompiledSchema<PlanFile> = { validate: compiled, expectations };
