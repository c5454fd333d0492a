import { generateKeyPair, type KeyObject, randomBytes, sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { asn1 } from 'node-forge';

declare module 'node-forge' {
  namespace pki {
    /** Missing in its types: the part of a certificate that is signed. */
    function getTBSCertificate(certificate: pki.Certificate): asn1.Asn1;
  }
}

/** An RSA key pair. */
export interface RsaKeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** One part of a distinguished name. */
export interface NamePart {
  /** `CN`, `O`, `OU`, `L`, `ST` or `C`. */
  readonly shortName: string;
  readonly value: string;
}

/** The content of a new certificate. Names are least specific first, as certificates hold them. */
export interface CertificateRequest {
  readonly subject: readonly NamePart[];
  readonly key: KeyObject;
  readonly issuer: readonly NamePart[];
  readonly issuerKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Extensions in the form of node-forge. */
  readonly extensions: readonly object[];
}

const SERIAL_BYTES = 15;
/** The characters of a PrintableString. Source: ITU-T X.680, section 41.4. */
const PRINTABLE = /^[A-Za-z0-9 '()+,\-./:=?]*$/;

/** Makes an RSA key pair. @param sizeBits length of the modulus. */
export async function createRsaKeyPair(sizeBits = 2048): Promise<RsaKeyPair> {
  return promisify(generateKeyPair)('rsa', { modulusLength: sizeBits });
}

/**
 * Signs a certificate with RSA and SHA-256, under a random serial number.
 *
 * @returns its DER bytes. Source: RFC 5280, section 4.1.
 */
export async function issueCertificate(request: CertificateRequest): Promise<Uint8Array> {
  const { default: forge } = await import('node-forge');
  const encodeName = (parts: readonly NamePart[]) =>
    parts.map(({ shortName, value }) =>
      PRINTABLE.test(value) ? { shortName, value } : { shortName, value, valueTagClass: UTF8_STRING },
    );
  const certificate = forge.pki.createCertificate();
  const publicKeyPem = request.key.export({ type: 'spki', format: 'pem' }).toString();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKeyPem);
  // A first byte below 128 keeps the number positive, and one above 0 its length.
  certificate.serialNumber = `01${randomBytes(SERIAL_BYTES).toString('hex')}`;
  certificate.validity.notBefore = request.notBefore;
  certificate.validity.notAfter = request.notAfter;
  certificate.setSubject(encodeName(request.subject));
  certificate.setIssuer(encodeName(request.issuer));
  certificate.setExtensions([...request.extensions]);
  certificate.signatureOid = SHA256_WITH_RSA;
  certificate.siginfo.algorithmOid = SHA256_WITH_RSA;
  certificate.tbsCertificate = forge.pki.getTBSCertificate(certificate);
  const encode = (value: asn1.Asn1) => Buffer.from(forge.asn1.toDer(value).getBytes(), 'latin1');
  // Node signs some hundred times as fast as node-forge.
  const signature = sign('sha256', encode(certificate.tbsCertificate), request.issuerKey);
  certificate.signature = signature.toString('latin1');
  return encode(forge.pki.certificateToAsn1(certificate));
}

/** Source: RFC 8017, appendix A.2.4. */
const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';

/** node-forge's number of the ASN.1 type UTF8String. */
const UTF8_STRING = 12;
