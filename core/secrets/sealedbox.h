// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/redacted.h"
#include "core/support/result.h"

#include <QByteArray>
#include <QByteArrayView>

namespace assay {

/// scrypt (RFC 7914) with its cost: memory is 128 · r · 2^logN bytes.
struct KeyCost {
    int logN = 17; ///< 10 … 18; 17 is 128 MiB and a few tenths of a second, less is for tests
    int r = 8; ///< 8 only
    int p = 1; ///< 1 … 4
    friend bool operator==(const KeyCost&, const KeyCost&) = default;
};
bool isSane(const KeyCost& cost);

/// What a passphrase becomes: the key, and bytes beside it that tell a wrong passphrase from damage.
struct DerivedKey {
    Secret key; ///< 32 bytes, for AES-256
    QByteArray check; ///< 16 bytes, independent of the key
};

inline constexpr int kSaltSize = 16;
inline constexpr int kCheckSize = 16;
inline constexpr int kNonceSize = 12;
inline constexpr int kTagSize = 16;

Result<DerivedKey> deriveKey(const Secret& passphrase, QByteArrayView salt, const KeyCost& cost);

/// Bytes from the system's generator for keys. Fails with Secret.
Result<QByteArray> randomBytes(int count);

/// AES-256-GCM: ciphertext and tag. `header` is bound to it but not hidden. A nonce must not be used twice with a key.
Result<QByteArray> seal(const Secret& key, QByteArrayView nonce, QByteArrayView header, const Secret& plain);
/// Fails with Secret when anything was changed.
Result<Secret> unseal(const Secret& key, QByteArrayView nonce, QByteArrayView header, QByteArrayView sealed);

} // namespace assay
