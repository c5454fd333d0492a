// Generated from schemas/backup-info.json by `npm run generate`. Do not edit.
// @ts-nocheck
import { countCharacters } from '../character-count.js';
import type { CompiledSchema } from '../compiled-schema.js';
import type { BackupInfo } from './types.js';
const compiled = validate20;

const schema36 = {"description":"how far a backup came","type":"string","enum":["Creating","Queued","Running","Deleted","Failed","PartialSucceeded","Succeeded","Corrupted","Skipped"]};
const pattern4 = new RegExp("^[0-9]+(?:\\.[0-9]+)*$", "u");
const pattern5 = new RegExp("^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", "u");
const pattern6 = new RegExp("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?(?:[zZ]|[+-]\\d{2}:?\\d{2})?$", "u");
const pattern7 = new RegExp("^-?P[0-9.,DHMSTWY]+$", "u");
const pattern10 = new RegExp("^[0-9a-fA-F]{40}$", "u");
const func1 = countCharacters;

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
if(data.BackupId === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "BackupId"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.BackupDataVersion !== undefined){
let data0 = data.BackupDataVersion;
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
const err1 = {instancePath:instancePath+"/BackupDataVersion",schemaPath:"shared.json#/$defs/stampVersion/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(?:\\.[0-9]+)*$"}};
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
const err2 = {instancePath:instancePath+"/BackupDataVersion",schemaPath:"shared.json#/$defs/stampVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.BackupId !== undefined){
let data1 = data.BackupId;
if(typeof data1 === "string"){
if(!pattern5.test(data1)){
const err3 = {instancePath:instancePath+"/BackupId",schemaPath:"shared.json#/$defs/guid/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/BackupId",schemaPath:"shared.json#/$defs/guid/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.RoleStatus !== undefined){
let data2 = data.RoleStatus;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.RoleName === undefined){
const err5 = {instancePath:instancePath+"/RoleStatus/" + i0,schemaPath:"#/properties/RoleStatus/items/required",keyword:"required",params:{missingProperty: "RoleName"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data3.Status === undefined){
const err6 = {instancePath:instancePath+"/RoleStatus/" + i0,schemaPath:"#/properties/RoleStatus/items/required",keyword:"required",params:{missingProperty: "Status"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data3.RoleName !== undefined){
let data4 = data3.RoleName;
if(typeof data4 === "string"){
if(func1(data4) < 1){
const err7 = {instancePath:instancePath+"/RoleStatus/" + i0+"/RoleName",schemaPath:"shared.json#/$defs/name/minLength",keyword:"minLength",params:{limit: 1}};
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
const err8 = {instancePath:instancePath+"/RoleStatus/" + i0+"/RoleName",schemaPath:"shared.json#/$defs/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data3.Status !== undefined){
let data5 = data3.Status;
if(typeof data5 !== "string"){
const err9 = {instancePath:instancePath+"/RoleStatus/" + i0+"/Status",schemaPath:"shared.json#/$defs/backupStatus/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(!(((((((((data5 === "Creating") || (data5 === "Queued")) || (data5 === "Running")) || (data5 === "Deleted")) || (data5 === "Failed")) || (data5 === "PartialSucceeded")) || (data5 === "Succeeded")) || (data5 === "Corrupted")) || (data5 === "Skipped"))){
const err10 = {instancePath:instancePath+"/RoleStatus/" + i0+"/Status",schemaPath:"shared.json#/$defs/backupStatus/enum",keyword:"enum",params:{allowedValues: schema36.enum}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data3.RepositoryStatus !== undefined){
let data6 = data3.RepositoryStatus;
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.FullRepositoryName === undefined){
const err11 = {instancePath:instancePath+"/RoleStatus/" + i0+"/RepositoryStatus/" + i1,schemaPath:"#/properties/RoleStatus/items/properties/RepositoryStatus/items/required",keyword:"required",params:{missingProperty: "FullRepositoryName"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data7.Status === undefined){
const err12 = {instancePath:instancePath+"/RoleStatus/" + i0+"/RepositoryStatus/" + i1,schemaPath:"#/properties/RoleStatus/items/properties/RepositoryStatus/items/required",keyword:"required",params:{missingProperty: "Status"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data7.FullRepositoryName !== undefined){
let data8 = data7.FullRepositoryName;
if(typeof data8 === "string"){
if(func1(data8) < 1){
const err13 = {instancePath:instancePath+"/RoleStatus/" + i0+"/RepositoryStatus/" + i1+"/FullRepositoryName",schemaPath:"shared.json#/$defs/name/minLength",keyword:"minLength",params:{limit: 1}};
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
const err14 = {instancePath:instancePath+"/RoleStatus/" + i0+"/RepositoryStatus/" + i1+"/FullRepositoryName",schemaPath:"shared.json#/$defs/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data7.Status !== undefined){
let data9 = data7.Status;
if(typeof data9 !== "string"){
const err15 = {instancePath:instancePath+"/RoleStatus/" + i0+"/RepositoryStatus/" + i1+"/Status",schemaPath:"shared.json#/$defs/backupStatus/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!(((((((((data9 === "Creating") || (data9 === "Queued")) || (data9 === "Running")) || (data9 === "Deleted")) || (data9 === "Failed")) || (data9 === "PartialSucceeded")) || (data9 === "Succeeded")) || (data9 === "Corrupted")) || (data9 === "Skipped"))){
const err16 = {instancePath:instancePath+"/RoleStatus/" + i0+"/RepositoryStatus/" + i1+"/Status",schemaPath:"shared.json#/$defs/backupStatus/enum",keyword:"enum",params:{allowedValues: schema36.enum}};
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
const err17 = {instancePath:instancePath+"/RoleStatus/" + i0+"/RepositoryStatus/" + i1,schemaPath:"#/properties/RoleStatus/items/properties/RepositoryStatus/items/type",keyword:"type",params:{type: "object"}};
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
const err18 = {instancePath:instancePath+"/RoleStatus/" + i0+"/RepositoryStatus",schemaPath:"#/properties/RoleStatus/items/properties/RepositoryStatus/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/RoleStatus/" + i0,schemaPath:"#/properties/RoleStatus/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/RoleStatus",schemaPath:"#/properties/RoleStatus/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.Status !== undefined){
let data10 = data.Status;
if(typeof data10 !== "string"){
const err21 = {instancePath:instancePath+"/Status",schemaPath:"shared.json#/$defs/backupStatus/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(!(((((((((data10 === "Creating") || (data10 === "Queued")) || (data10 === "Running")) || (data10 === "Deleted")) || (data10 === "Failed")) || (data10 === "PartialSucceeded")) || (data10 === "Succeeded")) || (data10 === "Corrupted")) || (data10 === "Skipped"))){
const err22 = {instancePath:instancePath+"/Status",schemaPath:"shared.json#/$defs/backupStatus/enum",keyword:"enum",params:{allowedValues: schema36.enum}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.CreatedDateTime !== undefined){
let data11 = data.CreatedDateTime;
if(typeof data11 === "string"){
if(!pattern6.test(data11)){
const err23 = {instancePath:instancePath+"/CreatedDateTime",schemaPath:"shared.json#/$defs/isoDateTime/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?(?:[zZ]|[+-]\\d{2}:?\\d{2})?$"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/CreatedDateTime",schemaPath:"shared.json#/$defs/isoDateTime/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.TimeTakenToCreate !== undefined){
let data12 = data.TimeTakenToCreate;
if(typeof data12 === "string"){
if(!pattern7.test(data12)){
const err25 = {instancePath:instancePath+"/TimeTakenToCreate",schemaPath:"shared.json#/$defs/isoDuration/pattern",keyword:"pattern",params:{pattern: "^-?P[0-9.,DHMSTWY]+$"}};
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
const err26 = {instancePath:instancePath+"/TimeTakenToCreate",schemaPath:"shared.json#/$defs/isoDuration/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.StampVersion !== undefined){
let data13 = data.StampVersion;
if(typeof data13 === "string"){
if(!pattern4.test(data13)){
const err27 = {instancePath:instancePath+"/StampVersion",schemaPath:"shared.json#/$defs/stampVersion/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(?:\\.[0-9]+)*$"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/StampVersion",schemaPath:"shared.json#/$defs/stampVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data.OemVersion !== undefined){
if(typeof data.OemVersion !== "string"){
const err29 = {instancePath:instancePath+"/OemVersion",schemaPath:"#/properties/OemVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.DeploymentID !== undefined){
let data15 = data.DeploymentID;
if(typeof data15 === "string"){
if(!pattern5.test(data15)){
const err30 = {instancePath:instancePath+"/DeploymentID",schemaPath:"shared.json#/$defs/guid/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/DeploymentID",schemaPath:"shared.json#/$defs/guid/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.EncryptedBackupEncryptionKey !== undefined){
if(typeof data.EncryptedBackupEncryptionKey !== "string"){
const err32 = {instancePath:instancePath+"/EncryptedBackupEncryptionKey",schemaPath:"#/properties/EncryptedBackupEncryptionKey/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data.EncryptionCertThumbprint !== undefined){
let data17 = data.EncryptionCertThumbprint;
if(typeof data17 === "string"){
if(!pattern10.test(data17)){
const err33 = {instancePath:instancePath+"/EncryptionCertThumbprint",schemaPath:"shared.json#/$defs/thumbprint/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{40}$"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/EncryptionCertThumbprint",schemaPath:"shared.json#/$defs/thumbprint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.BackupSizeInKb !== undefined){
let data18 = data.BackupSizeInKb;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
const err35 = {instancePath:instancePath+"/BackupSizeInKb",schemaPath:"shared.json#/$defs/sizeInKb/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 < 0 || isNaN(data18)){
const err36 = {instancePath:instancePath+"/BackupSizeInKb",schemaPath:"shared.json#/$defs/sizeInKb/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
if(data.CompressedBackupSizeInKb !== undefined){
let data19 = data.CompressedBackupSizeInKb;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
const err37 = {instancePath:instancePath+"/CompressedBackupSizeInKb",schemaPath:"shared.json#/$defs/sizeInKb/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 < 0 || isNaN(data19)){
const err38 = {instancePath:instancePath+"/CompressedBackupSizeInKb",schemaPath:"shared.json#/$defs/sizeInKb/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
if(data.CompletelyUploaded !== undefined){
if(typeof data.CompletelyUploaded !== "boolean"){
const err39 = {instancePath:instancePath+"/CompletelyUploaded",schemaPath:"#/properties/CompletelyUploaded/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data.IsAutomaticBackup !== undefined){
if(typeof data.IsAutomaticBackup !== "boolean"){
const err40 = {instancePath:instancePath+"/IsAutomaticBackup",schemaPath:"#/properties/IsAutomaticBackup/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data.IsCloudRecoveryReady !== undefined){
if(typeof data.IsCloudRecoveryReady !== "boolean"){
const err41 = {instancePath:instancePath+"/IsCloudRecoveryReady",schemaPath:"#/properties/IsCloudRecoveryReady/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"BackupDataVersion":true,"BackupId":true,"RoleStatus":true,"Status":true,"CreatedDateTime":true,"TimeTakenToCreate":true,"StampVersion":true,"OemVersion":true,"DeploymentID":true,"EncryptedBackupEncryptionKey":true,"EncryptionCertThumbprint":true,"BackupSizeInKb":true,"CompressedBackupSizeInKb":true,"CompletelyUploaded":true,"IsAutomaticBackup":true,"IsCloudRecoveryReady":true},"dynamicProps":false,"dynamicItems":false};
const expectations = {
  "^-?P[0-9.,DHMSTWY]+$": "a duration of ISO 8601, such as PT6M35.3S",
  "^[0-9]+(?:\\.[0-9]+)*$": "a version of numbers with dots between them, such as 1.2301.0.55",
  "^[0-9a-fA-F]{40}$": "the SHA-1 thumbprint of a certificate: 40 hexadecimal digits",
  "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$": "a GUID, in any case, without braces",
  "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?(?:[zZ]|[+-]\\d{2}:?\\d{2})?$": "a date and time of ISO 8601; UTC where it names no offset"
};
export const schema: CompiledSchema<BackupInfo> = { validate: compiled, expectations };
