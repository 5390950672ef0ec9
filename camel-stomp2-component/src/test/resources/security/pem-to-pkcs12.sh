#!/bin/sh
# From the PEM files that Python and the tools of brokers use to the stores that Java reads.
# Run in a directory with authority.pem, client.pem and client-key.pem; run by RecipesTest.
set -eu

# trust store: whose certificates are trusted
keytool -importcert -noprompt -alias authority -file authority.pem \
  -keystore trust.p12 -storetype PKCS12 -storepass changeit

# key store: this client's own certificate, where the broker asks for one
openssl pkcs12 -export -name camel -in client.pem -inkey client-key.pem \
  -out keys.p12 -passout pass:changeit

# what is in them
keytool -list -keystore trust.p12 -storepass changeit
keytool -list -keystore keys.p12 -storepass changeit
