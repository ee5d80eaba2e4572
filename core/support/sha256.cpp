// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/sha256.h"

#include <QCryptographicHash>

#include <array>
#include <cstring>
#include <memory>
#include <openssl/evp.h>

namespace assay {

namespace {

// Looking an algorithm up takes longer than hashing a row.
const EVP_MD* algorithm()
{
    static const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> found(
        EVP_MD_fetch(nullptr, "SHA256", nullptr), &EVP_MD_free);
    return found.get();
}

EVP_MD_CTX* context()
{
    static thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> made(
        EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    return made.get();
}

} // namespace

QByteArray sha256(QByteArrayView bytes)
{
    std::array<unsigned char, 32> digest{};
    unsigned int size = 0;
    auto* made = context();
    const bool done = made && EVP_DigestInit_ex2(made, algorithm(), nullptr) == 1
        && EVP_DigestUpdate(made, bytes.data(), static_cast<std::size_t>(bytes.size())) == 1
        && EVP_DigestFinal_ex(made, digest.data(), &size) == 1;
    // Without OpenSSL's provider (a broken configuration file): the same, slower.
    if (!done || size != digest.size())
        return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
    QByteArray out(static_cast<qsizetype>(digest.size()), Qt::Uninitialized);
    std::memcpy(out.data(), digest.data(), digest.size());
    return out;
}

} // namespace assay
