// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/sealedbox.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>

namespace assay {

using namespace Qt::StringLiterals;

namespace {

constexpr int kKeySize = 32;

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

// OpenSSL counts in unsigned characters, Qt in plain ones.
const unsigned char* bytes(QByteArrayView view)
{
    return static_cast<const unsigned char*>(static_cast<const void*>(view.data()));
}
unsigned char* bytes(QByteArray& array)
{
    return static_cast<unsigned char*>(static_cast<void*>(array.data()));
}

std::unexpected<Error> broken()
{
    return fail(ErrorKind::Secret, u"The encryption library failed."_s);
}

} // namespace

bool isSane(const KeyCost& cost)
{
    return cost.logN >= 10 && cost.logN <= 18 && cost.r == 8 && cost.p >= 1 && cost.p <= 4;
}

Result<QByteArray> randomBytes(int count)
{
    QByteArray random(count, Qt::Uninitialized);
    if (RAND_bytes(bytes(random), count) != 1)
        return fail(ErrorKind::Secret, u"The system gave no random numbers."_s);
    return random;
}

Result<DerivedKey> deriveKey(const Secret& passphrase, QByteArrayView salt, const KeyCost& cost)
{
    if (!isSane(cost))
        return fail(ErrorKind::Secret, u"The key file asks for a key derivation that is out of bounds."_s);
    QByteArray out(kKeySize + kCheckSize, Qt::Uninitialized);
    const QByteArrayView text = passphrase.reveal();
    const quint64 blocks = quint64(1) << cost.logN;
    const quint64 memory = 128ULL * quint64(cost.r) * (blocks + quint64(cost.p) + 2);
    const int done = EVP_PBE_scrypt(text.constData(), size_t(text.size()), bytes(salt), size_t(salt.size()), blocks,
        quint64(cost.r), quint64(cost.p), memory, bytes(out), size_t(out.size()));
    if (done != 1)
        return fail(ErrorKind::Secret, u"There is not enough memory to turn the passphrase into a key."_s);
    DerivedKey derived{.key = Secret::copyOf(QByteArrayView(out).first(kKeySize)), .check = out.last(kCheckSize)};
    OPENSSL_cleanse(out.data(), size_t(out.size()));
    return derived;
}

Result<QByteArray> seal(const Secret& key, QByteArrayView nonce, QByteArrayView header, const Secret& plain)
{
    const CipherContext context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    const QByteArrayView text = plain.reveal();
    QByteArray sealed(text.size() + kTagSize, Qt::Uninitialized);
    int length = 0;
    if (!context || key.reveal().size() != kKeySize || nonce.size() != kNonceSize
        || EVP_EncryptInit_ex2(context.get(), EVP_aes_256_gcm(), bytes(key.reveal()), bytes(nonce), nullptr) != 1
        || EVP_EncryptUpdate(context.get(), nullptr, &length, bytes(header), int(header.size())) != 1
        || EVP_EncryptUpdate(context.get(), bytes(sealed), &length, bytes(text), int(text.size())) != 1
        || length != text.size() || EVP_EncryptFinal_ex(context.get(), bytes(sealed) + length, &length) != 1
        || EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kTagSize, bytes(sealed) + text.size()) != 1)
        return broken();
    return sealed;
}

Result<Secret> unseal(const Secret& key, QByteArrayView nonce, QByteArrayView header, QByteArrayView sealed)
{
    const CipherContext context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    if (!context || sealed.size() < kTagSize || key.reveal().size() != kKeySize || nonce.size() != kNonceSize)
        return broken();
    const QByteArrayView text = sealed.chopped(kTagSize);
    QByteArray tag = sealed.last(kTagSize).toByteArray();
    QByteArray plain(text.size(), Qt::Uninitialized);
    int length = 0;
    int rest = 0;
    const bool decrypted
        = EVP_DecryptInit_ex2(context.get(), EVP_aes_256_gcm(), bytes(key.reveal()), bytes(nonce), nullptr) == 1
        && EVP_DecryptUpdate(context.get(), nullptr, &length, bytes(header), int(header.size())) == 1
        && EVP_DecryptUpdate(context.get(), bytes(plain), &length, bytes(text), int(text.size())) == 1
        && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kTagSize, tag.data()) == 1
        && EVP_DecryptFinal_ex(context.get(), bytes(plain) + length, &rest) == 1;
    Secret secret(std::move(plain)); // wiped also when it is not returned
    if (!decrypted)
        return fail(ErrorKind::Secret, u"The contents were changed."_s);
    return secret;
}

} // namespace assay
