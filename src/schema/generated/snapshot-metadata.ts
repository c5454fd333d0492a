// Generated from schemas/snapshot-metadata.json by `npm run generate`. Do not edit.
// @ts-nocheck
import type { CompiledSchema } from '../compiled-schema.js';
import type { SnapshotMetadata } from './types.js';
const compiled = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"SnapshotMetadata","description":"The metadata of one snapshot, as parsed from its XML: element names as keys, absent and empty elements absent, booleans and numbers as such, every other content as text. Source: format specification, section 2.","type":"object","required":["BackupDataVersion","StampVersion","DeploymentID","BackupId","SnapshotProperties"],"properties":{"BackupDataVersion":{"$ref":"shared.json#/$defs/stampVersion"},"StampVersion":{"$ref":"shared.json#/$defs/stampVersion"},"OemVersion":{"type":"string"},"DeploymentID":{"$ref":"shared.json#/$defs/guid"},"IsAutomaticBackup":{"type":"boolean"},"IsContemporaneousBackup":{"type":"boolean"},"BackupId":{"$ref":"shared.json#/$defs/guid"},"ComponentInfo":{"type":"object","properties":{"RoleName":{"type":"string"},"ComponentName":{"type":"string"},"PartitionId":{"type":"string"}}},"HostVMName":{"type":"string"},"RepositoryName":{"description":"the last part of the full name; empty or absent reads as -","type":"string"},"EncryptedBackupEncryptionKey":{"type":"string"},"EncryptionCertThumbprint":{"$ref":"shared.json#/$defs/thumbprint"},"SnapshotProperties":{"type":"object","required":["BackupType","CreatedDateTime","BackupStatus"],"properties":{"BackupType":{"type":"string","enum":["Full","Progressive"]},"PreviousSnapshotId":{"description":"a backup id, alone or after the full repository name and an underscore","type":"string","pattern":"^(?:.*_)?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"},"DependentFullSnapshotId":{"description":"a backup id, alone or after the full repository name and an underscore","type":"string","pattern":"^(?:.*_)?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"},"CreatedDateTime":{"$ref":"shared.json#/$defs/isoDateTime"},"TimeTakenToCreate":{"$ref":"shared.json#/$defs/isoDuration"},"Description":{"type":"string"},"BackupStatus":{"$ref":"shared.json#/$defs/backupStatus"},"BackupSizeInKb":{"$ref":"shared.json#/$defs/sizeInKb"},"CompressedBackupSizeInKb":{"$ref":"shared.json#/$defs/sizeInKb"}}}}};
const schema40 = {"description":"how far a backup came","type":"string","enum":["Creating","Queued","Running","Deleted","Failed","PartialSucceeded","Succeeded","Corrupted","Skipped"]};
const pattern4 = new RegExp("^[0-9]+(?:\\.[0-9]+)*$", "u");
const pattern6 = new RegExp("^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", "u");
const pattern8 = new RegExp("^[0-9a-fA-F]{40}$", "u");
const pattern9 = new RegExp("^(?:.*_)?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", "u");
const pattern11 = new RegExp("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?(?:[zZ]|[+-]\\d{2}:?\\d{2})?$", "u");
const pattern12 = new RegExp("^-?P[0-9.,DHMSTWY]+$", "u");

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
if(data.BackupDataVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "BackupDataVersion"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.StampVersion === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "StampVersion"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.DeploymentID === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "DeploymentID"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.BackupId === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "BackupId"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.SnapshotProperties === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "SnapshotProperties"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.BackupDataVersion !== undefined){
let data0 = data.BackupDataVersion;
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
const err5 = {instancePath:instancePath+"/BackupDataVersion",schemaPath:"shared.json#/$defs/stampVersion/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(?:\\.[0-9]+)*$"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/BackupDataVersion",schemaPath:"shared.json#/$defs/stampVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.StampVersion !== undefined){
let data1 = data.StampVersion;
if(typeof data1 === "string"){
if(!pattern4.test(data1)){
const err7 = {instancePath:instancePath+"/StampVersion",schemaPath:"shared.json#/$defs/stampVersion/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(?:\\.[0-9]+)*$"}};
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
const err8 = {instancePath:instancePath+"/StampVersion",schemaPath:"shared.json#/$defs/stampVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.OemVersion !== undefined){
if(typeof data.OemVersion !== "string"){
const err9 = {instancePath:instancePath+"/OemVersion",schemaPath:"#/properties/OemVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.DeploymentID !== undefined){
let data3 = data.DeploymentID;
if(typeof data3 === "string"){
if(!pattern6.test(data3)){
const err10 = {instancePath:instancePath+"/DeploymentID",schemaPath:"shared.json#/$defs/guid/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"}};
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
const err11 = {instancePath:instancePath+"/DeploymentID",schemaPath:"shared.json#/$defs/guid/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.IsAutomaticBackup !== undefined){
if(typeof data.IsAutomaticBackup !== "boolean"){
const err12 = {instancePath:instancePath+"/IsAutomaticBackup",schemaPath:"#/properties/IsAutomaticBackup/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.IsContemporaneousBackup !== undefined){
if(typeof data.IsContemporaneousBackup !== "boolean"){
const err13 = {instancePath:instancePath+"/IsContemporaneousBackup",schemaPath:"#/properties/IsContemporaneousBackup/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.BackupId !== undefined){
let data6 = data.BackupId;
if(typeof data6 === "string"){
if(!pattern6.test(data6)){
const err14 = {instancePath:instancePath+"/BackupId",schemaPath:"shared.json#/$defs/guid/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/BackupId",schemaPath:"shared.json#/$defs/guid/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.ComponentInfo !== undefined){
let data7 = data.ComponentInfo;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.RoleName !== undefined){
if(typeof data7.RoleName !== "string"){
const err16 = {instancePath:instancePath+"/ComponentInfo/RoleName",schemaPath:"#/properties/ComponentInfo/properties/RoleName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data7.ComponentName !== undefined){
if(typeof data7.ComponentName !== "string"){
const err17 = {instancePath:instancePath+"/ComponentInfo/ComponentName",schemaPath:"#/properties/ComponentInfo/properties/ComponentName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data7.PartitionId !== undefined){
if(typeof data7.PartitionId !== "string"){
const err18 = {instancePath:instancePath+"/ComponentInfo/PartitionId",schemaPath:"#/properties/ComponentInfo/properties/PartitionId/type",keyword:"type",params:{type: "string"}};
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
const err19 = {instancePath:instancePath+"/ComponentInfo",schemaPath:"#/properties/ComponentInfo/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.HostVMName !== undefined){
if(typeof data.HostVMName !== "string"){
const err20 = {instancePath:instancePath+"/HostVMName",schemaPath:"#/properties/HostVMName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.RepositoryName !== undefined){
if(typeof data.RepositoryName !== "string"){
const err21 = {instancePath:instancePath+"/RepositoryName",schemaPath:"#/properties/RepositoryName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.EncryptedBackupEncryptionKey !== undefined){
if(typeof data.EncryptedBackupEncryptionKey !== "string"){
const err22 = {instancePath:instancePath+"/EncryptedBackupEncryptionKey",schemaPath:"#/properties/EncryptedBackupEncryptionKey/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.EncryptionCertThumbprint !== undefined){
let data14 = data.EncryptionCertThumbprint;
if(typeof data14 === "string"){
if(!pattern8.test(data14)){
const err23 = {instancePath:instancePath+"/EncryptionCertThumbprint",schemaPath:"shared.json#/$defs/thumbprint/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{40}$"}};
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
const err24 = {instancePath:instancePath+"/EncryptionCertThumbprint",schemaPath:"shared.json#/$defs/thumbprint/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.SnapshotProperties !== undefined){
let data15 = data.SnapshotProperties;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.BackupType === undefined){
const err25 = {instancePath:instancePath+"/SnapshotProperties",schemaPath:"#/properties/SnapshotProperties/required",keyword:"required",params:{missingProperty: "BackupType"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data15.CreatedDateTime === undefined){
const err26 = {instancePath:instancePath+"/SnapshotProperties",schemaPath:"#/properties/SnapshotProperties/required",keyword:"required",params:{missingProperty: "CreatedDateTime"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data15.BackupStatus === undefined){
const err27 = {instancePath:instancePath+"/SnapshotProperties",schemaPath:"#/properties/SnapshotProperties/required",keyword:"required",params:{missingProperty: "BackupStatus"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data15.BackupType !== undefined){
let data16 = data15.BackupType;
if(typeof data16 !== "string"){
const err28 = {instancePath:instancePath+"/SnapshotProperties/BackupType",schemaPath:"#/properties/SnapshotProperties/properties/BackupType/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(!((data16 === "Full") || (data16 === "Progressive"))){
const err29 = {instancePath:instancePath+"/SnapshotProperties/BackupType",schemaPath:"#/properties/SnapshotProperties/properties/BackupType/enum",keyword:"enum",params:{allowedValues: schema31.properties.SnapshotProperties.properties.BackupType.enum}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data15.PreviousSnapshotId !== undefined){
let data17 = data15.PreviousSnapshotId;
if(typeof data17 === "string"){
if(!pattern9.test(data17)){
const err30 = {instancePath:instancePath+"/SnapshotProperties/PreviousSnapshotId",schemaPath:"#/properties/SnapshotProperties/properties/PreviousSnapshotId/pattern",keyword:"pattern",params:{pattern: "^(?:.*_)?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"}};
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
const err31 = {instancePath:instancePath+"/SnapshotProperties/PreviousSnapshotId",schemaPath:"#/properties/SnapshotProperties/properties/PreviousSnapshotId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data15.DependentFullSnapshotId !== undefined){
let data18 = data15.DependentFullSnapshotId;
if(typeof data18 === "string"){
if(!pattern9.test(data18)){
const err32 = {instancePath:instancePath+"/SnapshotProperties/DependentFullSnapshotId",schemaPath:"#/properties/SnapshotProperties/properties/DependentFullSnapshotId/pattern",keyword:"pattern",params:{pattern: "^(?:.*_)?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/SnapshotProperties/DependentFullSnapshotId",schemaPath:"#/properties/SnapshotProperties/properties/DependentFullSnapshotId/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data15.CreatedDateTime !== undefined){
let data19 = data15.CreatedDateTime;
if(typeof data19 === "string"){
if(!pattern11.test(data19)){
const err34 = {instancePath:instancePath+"/SnapshotProperties/CreatedDateTime",schemaPath:"shared.json#/$defs/isoDateTime/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?(?:[zZ]|[+-]\\d{2}:?\\d{2})?$"}};
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
const err35 = {instancePath:instancePath+"/SnapshotProperties/CreatedDateTime",schemaPath:"shared.json#/$defs/isoDateTime/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data15.TimeTakenToCreate !== undefined){
let data20 = data15.TimeTakenToCreate;
if(typeof data20 === "string"){
if(!pattern12.test(data20)){
const err36 = {instancePath:instancePath+"/SnapshotProperties/TimeTakenToCreate",schemaPath:"shared.json#/$defs/isoDuration/pattern",keyword:"pattern",params:{pattern: "^-?P[0-9.,DHMSTWY]+$"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/SnapshotProperties/TimeTakenToCreate",schemaPath:"shared.json#/$defs/isoDuration/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data15.Description !== undefined){
if(typeof data15.Description !== "string"){
const err38 = {instancePath:instancePath+"/SnapshotProperties/Description",schemaPath:"#/properties/SnapshotProperties/properties/Description/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data15.BackupStatus !== undefined){
let data22 = data15.BackupStatus;
if(typeof data22 !== "string"){
const err39 = {instancePath:instancePath+"/SnapshotProperties/BackupStatus",schemaPath:"shared.json#/$defs/backupStatus/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(!(((((((((data22 === "Creating") || (data22 === "Queued")) || (data22 === "Running")) || (data22 === "Deleted")) || (data22 === "Failed")) || (data22 === "PartialSucceeded")) || (data22 === "Succeeded")) || (data22 === "Corrupted")) || (data22 === "Skipped"))){
const err40 = {instancePath:instancePath+"/SnapshotProperties/BackupStatus",schemaPath:"shared.json#/$defs/backupStatus/enum",keyword:"enum",params:{allowedValues: schema40.enum}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data15.BackupSizeInKb !== undefined){
let data23 = data15.BackupSizeInKb;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
const err41 = {instancePath:instancePath+"/SnapshotProperties/BackupSizeInKb",schemaPath:"shared.json#/$defs/sizeInKb/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 < 0 || isNaN(data23)){
const err42 = {instancePath:instancePath+"/SnapshotProperties/BackupSizeInKb",schemaPath:"shared.json#/$defs/sizeInKb/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
if(data15.CompressedBackupSizeInKb !== undefined){
let data24 = data15.CompressedBackupSizeInKb;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
const err43 = {instancePath:instancePath+"/SnapshotProperties/CompressedBackupSizeInKb",schemaPath:"shared.json#/$defs/sizeInKb/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 < 0 || isNaN(data24)){
const err44 = {instancePath:instancePath+"/SnapshotProperties/CompressedBackupSizeInKb",schemaPath:"shared.json#/$defs/sizeInKb/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
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
}
else {
const err45 = {instancePath:instancePath+"/SnapshotProperties",schemaPath:"#/properties/SnapshotProperties/type",keyword:"type",params:{type: "object"}};
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
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"BackupDataVersion":true,"StampVersion":true,"OemVersion":true,"DeploymentID":true,"IsAutomaticBackup":true,"IsContemporaneousBackup":true,"BackupId":true,"ComponentInfo":true,"HostVMName":true,"RepositoryName":true,"EncryptedBackupEncryptionKey":true,"EncryptionCertThumbprint":true,"SnapshotProperties":true},"dynamicProps":false,"dynamicItems":false};
const expectations = {
  "^(?:.*_)?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$": "a backup id, alone or after the full repository name and an underscore",
  "^-?P[0-9.,DHMSTWY]+$": "a duration of ISO 8601, such as PT6M35.3S",
  "^[0-9]+(?:\\.[0-9]+)*$": "a version of numbers with dots between them, such as 1.2301.0.55",
  "^[0-9a-fA-F]{40}$": "the SHA-1 thumbprint of a certificate: 40 hexadecimal digits",
  "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$": "a GUID, in any case, without braces",
  "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?(?:[zZ]|[+-]\\d{2}:?\\d{2})?$": "a date and time of ISO 8601; UTC where it names no offset"
};
export const schema: CompiledSchema<SnapshotMetadata> = { validate: compiled, expectations };
