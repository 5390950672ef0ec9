/*
 * Copyright the camel-stomp2 contributors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelstomp2.testbed;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * What a certificate is to say (RFC 5280), with a new key pair of the curve P-256. The JDK makes certificates with
 * {@code keytool} alone, a JVM for each.
 */
final class CertificateRequest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.objectIdentifier("1.2.840.10045.4.3.2"));
    private static final BigInteger VERSION_3 = BigInteger.TWO;

    final KeyPair keys;

    private final X500Principal subject;
    private final Instant begin;
    private final Instant end;
    private final List<byte[]> extensions = new ArrayList<>();

    CertificateRequest(String subject, Instant begin, Instant end) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        this.keys = generator.generateKeyPair();
        this.subject = new X500Principal(subject);
        this.begin = begin;
        this.end = end;
        extension("2.5.29.14", Der.octets(keyIdentifier(keys.getPublic())));
    }

    /** It may sign other certificates. */
    CertificateRequest authority() {
        extensions.add(Der.sequence(Der.objectIdentifier("2.5.29.19"), Der.yes(), Der.octets(Der.sequence(Der.yes()))));
        return this;
    }

    /** For servers at these addresses. */
    CertificateRequest server(String... hosts) {
        byte[][] names = new byte[hosts.length][];
        for (int i = 0; i < hosts.length; i++) {
            names[i] = hosts[i].equals("127.0.0.1")
                    ? Der.implicit(7, new byte[] {127, 0, 0, 1})
                    : Der.implicit(2, Der.ascii(hosts[i]));
        }
        extension("2.5.29.17", Der.sequence(names));
        return purpose("1.3.6.1.5.5.7.3.1");
    }

    /** For clients. */
    CertificateRequest client() {
        return purpose("1.3.6.1.5.5.7.3.2");
    }

    private CertificateRequest purpose(String purpose) {
        extension("2.5.29.37", Der.sequence(Der.objectIdentifier(purpose)));
        return this;
    }

    private void extension(String name, byte[] value) {
        extensions.add(Der.sequence(Der.objectIdentifier(name), Der.octets(value)));
    }

    /** Signed with its own key. */
    X509Certificate selfSigned() throws GeneralSecurityException {
        return signed(subject, keys.getPublic(), keys.getPrivate());
    }

    X509Certificate signedBy(X509Certificate authority, PrivateKey key) throws GeneralSecurityException {
        return signed(authority.getSubjectX500Principal(), authority.getPublicKey(), key);
    }

    private X509Certificate signed(X500Principal issuer, PublicKey issuerKey, PrivateKey key)
            throws GeneralSecurityException {
        extension("2.5.29.35", Der.sequence(Der.implicit(0, keyIdentifier(issuerKey))));
        byte[] unsigned = Der.sequence(
                Der.tagged(0, Der.integer(VERSION_3)),
                Der.integer(new BigInteger(63, RANDOM).setBit(62)),
                ECDSA_WITH_SHA256,
                issuer.getEncoded(),
                Der.sequence(Der.time(begin), Der.time(end)),
                subject.getEncoded(),
                keys.getPublic().getEncoded(),
                Der.tagged(3, Der.sequence(extensions.toArray(byte[][]::new))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(unsigned);
        byte[] certificate = Der.sequence(unsigned, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    private static byte[] keyIdentifier(PublicKey key) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-1").digest(key.getEncoded());
    }
}
