// Generated from schemas/registrations.json by `npm run generate`. Do not edit.
// @ts-nocheck
import type { CompiledSchema } from '../compiled-schema.js';
import type { Registrations } from './types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Registrations","description":"The repositories that a stamp backs up. Source: format specification, section 2.","type":"array","items":{"type":"object","properties":{"roleName":{"description":"a part of the full name; empty, null or absent reads as -","type":["string","null"]},"componentName":{"description":"a part of the full name; empty, null or absent reads as -","type":["string","null"]},"partitionId":{"description":"a part of the full name; empty, null or absent reads as -","type":["string","null"]},"repositoryName":{"description":"a part of the full name; empty, null or absent reads as -","type":["string","null"]},"backupPriority":{"type":"integer"},"restorePriority":{"description":"0 is restored first","type":"integer"},"progressiveBackupType":{"type":["string","integer","null"]},"essentialForCloudRecovery":{"type":"boolean"},"requiredForRestoreActionPlan":{"type":"boolean"},"doubleEncryptionRequired":{"type":"boolean"}},"title":"Registration"}};

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
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.roleName !== undefined){
let data1 = data0.roleName;
if((typeof data1 !== "string") && (data1 !== null)){
const err0 = {instancePath:instancePath+"/" + i0+"/roleName",schemaPath:"#/items/properties/roleName/type",keyword:"type",params:{type: schema31.items.properties.roleName.type}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data0.componentName !== undefined){
let data2 = data0.componentName;
if((typeof data2 !== "string") && (data2 !== null)){
const err1 = {instancePath:instancePath+"/" + i0+"/componentName",schemaPath:"#/items/properties/componentName/type",keyword:"type",params:{type: schema31.items.properties.componentName.type}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data0.partitionId !== undefined){
let data3 = data0.partitionId;
if((typeof data3 !== "string") && (data3 !== null)){
const err2 = {instancePath:instancePath+"/" + i0+"/partitionId",schemaPath:"#/items/properties/partitionId/type",keyword:"type",params:{type: schema31.items.properties.partitionId.type}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data0.repositoryName !== undefined){
let data4 = data0.repositoryName;
if((typeof data4 !== "string") && (data4 !== null)){
const err3 = {instancePath:instancePath+"/" + i0+"/repositoryName",schemaPath:"#/items/properties/repositoryName/type",keyword:"type",params:{type: schema31.items.properties.repositoryName.type}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data0.backupPriority !== undefined){
let data5 = data0.backupPriority;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err4 = {instancePath:instancePath+"/" + i0+"/backupPriority",schemaPath:"#/items/properties/backupPriority/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data0.restorePriority !== undefined){
let data6 = data0.restorePriority;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err5 = {instancePath:instancePath+"/" + i0+"/restorePriority",schemaPath:"#/items/properties/restorePriority/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data0.progressiveBackupType !== undefined){
let data7 = data0.progressiveBackupType;
if(((typeof data7 !== "string") && (!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7))))) && (data7 !== null)){
const err6 = {instancePath:instancePath+"/" + i0+"/progressiveBackupType",schemaPath:"#/items/properties/progressiveBackupType/type",keyword:"type",params:{type: schema31.items.properties.progressiveBackupType.type}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data0.essentialForCloudRecovery !== undefined){
if(typeof data0.essentialForCloudRecovery !== "boolean"){
const err7 = {instancePath:instancePath+"/" + i0+"/essentialForCloudRecovery",schemaPath:"#/items/properties/essentialForCloudRecovery/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data0.requiredForRestoreActionPlan !== undefined){
if(typeof data0.requiredForRestoreActionPlan !== "boolean"){
const err8 = {instancePath:instancePath+"/" + i0+"/requiredForRestoreActionPlan",schemaPath:"#/items/properties/requiredForRestoreActionPlan/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data0.doubleEncryptionRequired !== undefined){
if(typeof data0.doubleEncryptionRequired !== "boolean"){
const err9 = {instancePath:instancePath+"/" + i0+"/doubleEncryptionRequired",schemaPath:"#/items/properties/doubleEncryptionRequired/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
else {
const err11 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};
const expectations = {};
export const schema: CompiledSchema<Registrations> = { validate: compiled, expectations };
