#!/usr/bin/env bash
# Makes the TEST ONLY keys of the samples. They are inputs: made once, committed, never made again by the generator,
# because new keys would change every byte of the samples. Needs OpenSSL 3.
set -euo pipefail
cd "$(dirname "$0")"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
password=TEST-ONLY-password.txt
printf 'TEST ONLY sample password 5c1d' > "$password"

# name, first day, last day, common name, options of pkcs12 -export
make_certificate() {
  local name=$1 from=$2 to=$3 subject=$4
  shift 4
  openssl genrsa -out "$work/$name.key" 2048
  openssl req -new -key "$work/$name.key" -subj "/CN=$subject" -out "$work/$name.csr"
  : > "$work/index.txt"
  openssl rand -hex 16 > "$work/serial"
  cat > "$work/ca.cnf" <<CONF
[ca]
default_ca = this
[this]
database = $work/index.txt
serial = $work/serial
new_certs_dir = $work
default_md = sha256
policy = any
[any]
commonName = supplied
CONF
  openssl ca -batch -config "$work/ca.cnf" -selfsign -keyfile "$work/$name.key" -in "$work/$name.csr" \
    -startdate "$from" -enddate "$to" -notext -out "$work/$name.pem"
  openssl x509 -in "$work/$name.pem" -outform DER -out "TEST-ONLY-$name.cer"
  openssl pkcs12 -export -inkey "$work/$name.key" -in "$work/$name.pem" -name "$subject" \
    -passout "file:$password" "$@" -out "TEST-ONLY-$name.pfx"
}

# As Windows Server 2016 writes it: 3DES and SHA-1. It has expired since.
make_certificate backup-2022 20220101000000Z 20240101000000Z 'TEST ONLY restack sample backup 2022' \
  -legacy -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1
# As newer systems write it: AES-256 and SHA-256.
make_certificate backup-2023 20230101000000Z 20491231235959Z 'TEST ONLY restack sample backup 2023' \
  -keypbe AES-256-CBC -certpbe AES-256-CBC -macalg sha256
# Opens none of the sample sets.
make_certificate unrelated 20230101000000Z 20491231235959Z 'TEST ONLY restack sample, opens nothing' \
  -keypbe AES-256-CBC -certpbe AES-256-CBC -macalg sha256

# As New-AzsEncryptionKeyBase64 prints it: base64 of 64 ASCII letters.
make_legacy_key() {
  openssl rand -base64 300 | tr -dc 'A-Za-z' | cut -c 1-64 | tr -d '\n' | openssl base64 -A > "$1"
  echo >> "$1"
}
make_legacy_key TEST-ONLY-legacy-key.txt
make_legacy_key TEST-ONLY-unrelated-legacy-key.txt

sha256sum TEST-ONLY-* > SHA256SUMS
