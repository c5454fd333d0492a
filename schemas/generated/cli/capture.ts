// Generated from schemas/cli/capture.json by `npm run generate`. Do not edit.
// @ts-nocheck
import type { CompiledSchema } from '../../../src/schema/compiled-schema.js';
import type { CaptureResult } from '../../../src/schema/generated/cli-types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"CaptureResult","description":"Result of restack capture.","type":"object","required":["backupId","createdAt","stampVersion","deploymentId","thumbprint","store","status","cloudRecoveryReady","sizeBytes","durationMs","repositories","roles","omissions","cleared"],"additionalProperties":false,"properties":{"backupId":{"$ref":"shared.json#/$defs/backupId"},"createdAt":{"description":"when the reading began: what changed later may be missing","type":"string","pattern":"^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$"},"stampVersion":{"type":"string"},"deploymentId":{"description":"GUID in lower case, made of the provider subscription and the home directory","type":"string"},"thumbprint":{"$ref":"shared.json#/$defs/thumbprint"},"store":{"description":"path of the MASBackup folder that the set lies in","type":"string"},"status":{"type":"string","enum":["Succeeded","PartialSucceeded","Failed","Skipped"]},"cloudRecoveryReady":{"type":"boolean"},"sizeBytes":{"$ref":"shared.json#/$defs/bytes"},"durationMs":{"$ref":"shared.json#/$defs/milliseconds"},"repositories":{"description":"in the order in which references point; Skipped ones are registered, and only the service itself can back them up","type":"array","items":{"type":"object","required":["repository","status","type","records","sizeBytes"],"additionalProperties":false,"properties":{"repository":{"description":"full repository name, Role;Component;Partition;Repository","type":"string"},"status":{"type":"string","enum":["Succeeded","PartialSucceeded","Failed","Skipped"]},"type":{"description":"null when no snapshot was written","type":["string","null"],"enum":["Full","Progressive",null]},"records":{"$ref":"shared.json#/$defs/count"},"sizeBytes":{"$ref":"shared.json#/$defs/bytes"}}}},"roles":{"type":"array","items":{"type":"object","required":["role","status"],"additionalProperties":false,"properties":{"role":{"type":"string"},"status":{"type":"string","enum":["Succeeded","PartialSucceeded","Failed","Skipped"]}}}},"omissions":{"description":"what of the cloud is not in the set; empty exactly when the exit code is 0","type":"array","items":{"type":"object","required":["kind","repository","reason","id","message"],"additionalProperties":false,"properties":{"kind":{"type":"string","enum":["directoryTenant","resourceGroup","computeQuota","networkQuota","storageQuota","plan","offer","subscription","offerDelegation","acquiredPlan","roleDefinition","roleAssignment","vault","secret"]},"repository":{"description":"where it would lie","type":"string"},"reason":{"description":"denied: may not be read. unreadable: refused, or no answer. disabled: a disabled version of a secret. leftEnabled: one that was enabled to be read and could not be disabled again. key, certificate: never leave a vault. resellerOffer: only its reseller can make it. invalid: breaks its schema","type":"string","enum":["denied","unreadable","disabled","leftEnabled","key","certificate","resellerOffer","invalid"]},"id":{"description":"ARM id, or URL in a vault","type":"string"},"message":{"type":"string"}}}},"cleared":{"description":"backup ids of captures that had died, whose files were removed","type":"array","items":{"$ref":"shared.json#/$defs/backupId"}}}};
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp("^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$", "u");
const pattern5 = new RegExp("^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$", "u");
const pattern6 = new RegExp("^[0-9A-F]{40}$", "u");

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
if(data.backupId === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "backupId"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.createdAt === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "createdAt"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.stampVersion === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "stampVersion"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.deploymentId === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "deploymentId"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.thumbprint === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "thumbprint"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.store === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "store"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.status === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "status"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.cloudRecoveryReady === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "cloudRecoveryReady"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.sizeBytes === undefined){
const err8 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "sizeBytes"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.durationMs === undefined){
const err9 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "durationMs"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data.repositories === undefined){
const err10 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "repositories"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data.roles === undefined){
const err11 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "roles"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data.omissions === undefined){
const err12 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "omissions"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data.cleared === undefined){
const err13 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "cleared"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema31.properties, key0))){
const err14 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.backupId !== undefined){
let data0 = data.backupId;
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
const err15 = {instancePath:instancePath+"/backupId",schemaPath:"shared.json#/$defs/backupId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/backupId",schemaPath:"shared.json#/$defs/backupId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.createdAt !== undefined){
let data1 = data.createdAt;
if(typeof data1 === "string"){
if(!pattern5.test(data1)){
const err17 = {instancePath:instancePath+"/createdAt",schemaPath:"#/properties/createdAt/pattern",keyword:"pattern",params:{pattern: "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/createdAt",schemaPath:"#/properties/createdAt/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.stampVersion !== undefined){
if(typeof data.stampVersion !== "string"){
const err19 = {instancePath:instancePath+"/stampVersion",schemaPath:"#/properties/stampVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.deploymentId !== undefined){
if(typeof data.deploymentId !== "string"){
const err20 = {instancePath:instancePath+"/deploymentId",schemaPath:"#/properties/deploymentId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.thumbprint !== undefined){
let data4 = data.thumbprint;
if(typeof data4 === "string"){
if(!pattern6.test(data4)){
const err21 = {instancePath:instancePath+"/thumbprint",schemaPath:"shared.json#/$defs/thumbprint/pattern",keyword:"pattern",params:{pattern: "^[0-9A-F]{40}$"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/thumbprint",schemaPath:"shared.json#/$defs/thumbprint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.store !== undefined){
if(typeof data.store !== "string"){
const err23 = {instancePath:instancePath+"/store",schemaPath:"#/properties/store/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.status !== undefined){
let data6 = data.status;
if(typeof data6 !== "string"){
const err24 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(!((((data6 === "Succeeded") || (data6 === "PartialSucceeded")) || (data6 === "Failed")) || (data6 === "Skipped"))){
const err25 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/enum",keyword:"enum",params:{allowedValues: schema31.properties.status.enum}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.cloudRecoveryReady !== undefined){
if(typeof data.cloudRecoveryReady !== "boolean"){
const err26 = {instancePath:instancePath+"/cloudRecoveryReady",schemaPath:"#/properties/cloudRecoveryReady/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.sizeBytes !== undefined){
let data8 = data.sizeBytes;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err27 = {instancePath:instancePath+"/sizeBytes",schemaPath:"shared.json#/$defs/bytes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 < 0 || isNaN(data8)){
const err28 = {instancePath:instancePath+"/sizeBytes",schemaPath:"shared.json#/$defs/bytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
if(data.durationMs !== undefined){
let data9 = data.durationMs;
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 < 0 || isNaN(data9)){
const err29 = {instancePath:instancePath+"/durationMs",schemaPath:"shared.json#/$defs/milliseconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/durationMs",schemaPath:"shared.json#/$defs/milliseconds/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.repositories !== undefined){
let data10 = data.repositories;
if(Array.isArray(data10)){
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
let data11 = data10[i0];
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.repository === undefined){
const err31 = {instancePath:instancePath+"/repositories/" + i0,schemaPath:"#/properties/repositories/items/required",keyword:"required",params:{missingProperty: "repository"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(data11.status === undefined){
const err32 = {instancePath:instancePath+"/repositories/" + i0,schemaPath:"#/properties/repositories/items/required",keyword:"required",params:{missingProperty: "status"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data11.type === undefined){
const err33 = {instancePath:instancePath+"/repositories/" + i0,schemaPath:"#/properties/repositories/items/required",keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(data11.records === undefined){
const err34 = {instancePath:instancePath+"/repositories/" + i0,schemaPath:"#/properties/repositories/items/required",keyword:"required",params:{missingProperty: "records"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(data11.sizeBytes === undefined){
const err35 = {instancePath:instancePath+"/repositories/" + i0,schemaPath:"#/properties/repositories/items/required",keyword:"required",params:{missingProperty: "sizeBytes"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
for(const key1 in data11){
if(!(((((key1 === "repository") || (key1 === "status")) || (key1 === "type")) || (key1 === "records")) || (key1 === "sizeBytes"))){
const err36 = {instancePath:instancePath+"/repositories/" + i0,schemaPath:"#/properties/repositories/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data11.repository !== undefined){
if(typeof data11.repository !== "string"){
const err37 = {instancePath:instancePath+"/repositories/" + i0+"/repository",schemaPath:"#/properties/repositories/items/properties/repository/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data11.status !== undefined){
let data13 = data11.status;
if(typeof data13 !== "string"){
const err38 = {instancePath:instancePath+"/repositories/" + i0+"/status",schemaPath:"#/properties/repositories/items/properties/status/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(!((((data13 === "Succeeded") || (data13 === "PartialSucceeded")) || (data13 === "Failed")) || (data13 === "Skipped"))){
const err39 = {instancePath:instancePath+"/repositories/" + i0+"/status",schemaPath:"#/properties/repositories/items/properties/status/enum",keyword:"enum",params:{allowedValues: schema31.properties.repositories.items.properties.status.enum}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data11.type !== undefined){
let data14 = data11.type;
if((typeof data14 !== "string") && (data14 !== null)){
const err40 = {instancePath:instancePath+"/repositories/" + i0+"/type",schemaPath:"#/properties/repositories/items/properties/type/type",keyword:"type",params:{type: schema31.properties.repositories.items.properties.type.type}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(!(((data14 === "Full") || (data14 === "Progressive")) || (data14 === null))){
const err41 = {instancePath:instancePath+"/repositories/" + i0+"/type",schemaPath:"#/properties/repositories/items/properties/type/enum",keyword:"enum",params:{allowedValues: schema31.properties.repositories.items.properties.type.enum}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data11.records !== undefined){
let data15 = data11.records;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
const err42 = {instancePath:instancePath+"/repositories/" + i0+"/records",schemaPath:"shared.json#/$defs/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 < 0 || isNaN(data15)){
const err43 = {instancePath:instancePath+"/repositories/" + i0+"/records",schemaPath:"shared.json#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
if(data11.sizeBytes !== undefined){
let data16 = data11.sizeBytes;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err44 = {instancePath:instancePath+"/repositories/" + i0+"/sizeBytes",schemaPath:"shared.json#/$defs/bytes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 < 0 || isNaN(data16)){
const err45 = {instancePath:instancePath+"/repositories/" + i0+"/sizeBytes",schemaPath:"shared.json#/$defs/bytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
}
else {
const err46 = {instancePath:instancePath+"/repositories/" + i0,schemaPath:"#/properties/repositories/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
else {
const err47 = {instancePath:instancePath+"/repositories",schemaPath:"#/properties/repositories/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data.roles !== undefined){
let data17 = data.roles;
if(Array.isArray(data17)){
const len1 = data17.length;
for(let i1=0; i1<len1; i1++){
let data18 = data17[i1];
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.role === undefined){
const err48 = {instancePath:instancePath+"/roles/" + i1,schemaPath:"#/properties/roles/items/required",keyword:"required",params:{missingProperty: "role"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(data18.status === undefined){
const err49 = {instancePath:instancePath+"/roles/" + i1,schemaPath:"#/properties/roles/items/required",keyword:"required",params:{missingProperty: "status"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
for(const key2 in data18){
if(!((key2 === "role") || (key2 === "status"))){
const err50 = {instancePath:instancePath+"/roles/" + i1,schemaPath:"#/properties/roles/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data18.role !== undefined){
if(typeof data18.role !== "string"){
const err51 = {instancePath:instancePath+"/roles/" + i1+"/role",schemaPath:"#/properties/roles/items/properties/role/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data18.status !== undefined){
let data20 = data18.status;
if(typeof data20 !== "string"){
const err52 = {instancePath:instancePath+"/roles/" + i1+"/status",schemaPath:"#/properties/roles/items/properties/status/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(!((((data20 === "Succeeded") || (data20 === "PartialSucceeded")) || (data20 === "Failed")) || (data20 === "Skipped"))){
const err53 = {instancePath:instancePath+"/roles/" + i1+"/status",schemaPath:"#/properties/roles/items/properties/status/enum",keyword:"enum",params:{allowedValues: schema31.properties.roles.items.properties.status.enum}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
}
else {
const err54 = {instancePath:instancePath+"/roles/" + i1,schemaPath:"#/properties/roles/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
else {
const err55 = {instancePath:instancePath+"/roles",schemaPath:"#/properties/roles/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data.omissions !== undefined){
let data21 = data.omissions;
if(Array.isArray(data21)){
const len2 = data21.length;
for(let i2=0; i2<len2; i2++){
let data22 = data21[i2];
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(data22.kind === undefined){
const err56 = {instancePath:instancePath+"/omissions/" + i2,schemaPath:"#/properties/omissions/items/required",keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(data22.repository === undefined){
const err57 = {instancePath:instancePath+"/omissions/" + i2,schemaPath:"#/properties/omissions/items/required",keyword:"required",params:{missingProperty: "repository"}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(data22.reason === undefined){
const err58 = {instancePath:instancePath+"/omissions/" + i2,schemaPath:"#/properties/omissions/items/required",keyword:"required",params:{missingProperty: "reason"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if(data22.id === undefined){
const err59 = {instancePath:instancePath+"/omissions/" + i2,schemaPath:"#/properties/omissions/items/required",keyword:"required",params:{missingProperty: "id"}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(data22.message === undefined){
const err60 = {instancePath:instancePath+"/omissions/" + i2,schemaPath:"#/properties/omissions/items/required",keyword:"required",params:{missingProperty: "message"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
for(const key3 in data22){
if(!(((((key3 === "kind") || (key3 === "repository")) || (key3 === "reason")) || (key3 === "id")) || (key3 === "message"))){
const err61 = {instancePath:instancePath+"/omissions/" + i2,schemaPath:"#/properties/omissions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data22.kind !== undefined){
let data23 = data22.kind;
if(typeof data23 !== "string"){
const err62 = {instancePath:instancePath+"/omissions/" + i2+"/kind",schemaPath:"#/properties/omissions/items/properties/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(!((((((((((((((data23 === "directoryTenant") || (data23 === "resourceGroup")) || (data23 === "computeQuota")) || (data23 === "networkQuota")) || (data23 === "storageQuota")) || (data23 === "plan")) || (data23 === "offer")) || (data23 === "subscription")) || (data23 === "offerDelegation")) || (data23 === "acquiredPlan")) || (data23 === "roleDefinition")) || (data23 === "roleAssignment")) || (data23 === "vault")) || (data23 === "secret"))){
const err63 = {instancePath:instancePath+"/omissions/" + i2+"/kind",schemaPath:"#/properties/omissions/items/properties/kind/enum",keyword:"enum",params:{allowedValues: schema31.properties.omissions.items.properties.kind.enum}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data22.repository !== undefined){
if(typeof data22.repository !== "string"){
const err64 = {instancePath:instancePath+"/omissions/" + i2+"/repository",schemaPath:"#/properties/omissions/items/properties/repository/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data22.reason !== undefined){
let data25 = data22.reason;
if(typeof data25 !== "string"){
const err65 = {instancePath:instancePath+"/omissions/" + i2+"/reason",schemaPath:"#/properties/omissions/items/properties/reason/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
if(!((((((((data25 === "denied") || (data25 === "unreadable")) || (data25 === "disabled")) || (data25 === "leftEnabled")) || (data25 === "key")) || (data25 === "certificate")) || (data25 === "resellerOffer")) || (data25 === "invalid"))){
const err66 = {instancePath:instancePath+"/omissions/" + i2+"/reason",schemaPath:"#/properties/omissions/items/properties/reason/enum",keyword:"enum",params:{allowedValues: schema31.properties.omissions.items.properties.reason.enum}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data22.id !== undefined){
if(typeof data22.id !== "string"){
const err67 = {instancePath:instancePath+"/omissions/" + i2+"/id",schemaPath:"#/properties/omissions/items/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data22.message !== undefined){
if(typeof data22.message !== "string"){
const err68 = {instancePath:instancePath+"/omissions/" + i2+"/message",schemaPath:"#/properties/omissions/items/properties/message/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
else {
const err69 = {instancePath:instancePath+"/omissions/" + i2,schemaPath:"#/properties/omissions/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
else {
const err70 = {instancePath:instancePath+"/omissions",schemaPath:"#/properties/omissions/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data.cleared !== undefined){
let data28 = data.cleared;
if(Array.isArray(data28)){
const len3 = data28.length;
for(let i3=0; i3<len3; i3++){
let data29 = data28[i3];
if(typeof data29 === "string"){
if(!pattern4.test(data29)){
const err71 = {instancePath:instancePath+"/cleared/" + i3,schemaPath:"shared.json#/$defs/backupId/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
else {
const err72 = {instancePath:instancePath+"/cleared/" + i3,schemaPath:"shared.json#/$defs/backupId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
}
else {
const err73 = {instancePath:instancePath+"/cleared",schemaPath:"#/properties/cleared/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
}
else {
const err74 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
const expectations = {
  "^[0-9A-F]{40}$": "SHA-1 of a certificate: 40 hexadecimal digits in upper case",
  "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$": "a backup id: a GUID in lower case",
  "^\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z$": "when the reading began: what changed later may be missing"
};
export const schema: CompiledSchema<CaptureResult> = { validate: compiled, expectations };
