// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secrets/sealedbox.h"
#include "core/secrets/secretstore.h"

#include <QMap>
#include <QMutex>
#include <QString>
#include <QStringList>

#include <memory>

namespace assay {

/// Keys in one file, encrypted with a passphrase: for machines without a keyring, when the user chooses it.
///
/// Format 1, all of it authenticated: `ASSAYKEY`, u8 version = 1, u8 derivation = 1 (scrypt), u8 log2 N, u8 r, u8 p,
/// 3 zero bytes, 16 bytes salt, 16 bytes passphrase check, 12 bytes nonce, then AES-256-GCM ciphertext with its 16-byte
/// tag. The text inside: for each key u16 length and account name (UTF-8), u32 length and key; big endian.
///
/// The file is readable by its owner only and replaced as a whole. May be used from several threads. Changes that other
/// processes made meanwhile are kept, unless they changed the passphrase: then writing fails. Errors are of kind Secret
/// (Storage where the disk fails) and never hold a key or the passphrase.
class EncryptedFileStore final : public SecretStore
{
public:
    /// A new, empty file. Fails if there is one already.
    static Result<std::unique_ptr<EncryptedFileStore>> create(
        const QString& path, const Secret& passphrase, const KeyCost& cost = {});
    /// Takes the tenths of a second that deriving the key costs; do it off the GUI thread.
    static Result<std::unique_ptr<EncryptedFileStore>> open(const QString& path, const Secret& passphrase);

    Result<FoundSecret> keyFor(const Endpoint& endpoint) const override;
    /// Stores a cleaned key in place of the one before.
    Result<void> write(const Endpoint& endpoint, const Secret& key);
    /// Fails with Authentication when there is none.
    Result<void> remove(const Endpoint& endpoint);
    Result<void> changePassphrase(const Secret& passphrase);

    /// Names of what is stored: see keyAccount().
    QStringList accounts() const;

private:
    using Keys = QMap<QString, Secret>;
    struct Unlocked {
        KeyCost cost;
        QByteArray salt;
        DerivedKey derived;
    };

    EncryptedFileStore(QString path, Unlocked unlocked, Keys keys);
    Result<void> change(const QString& account, const std::optional<Secret>& key);
    static Result<void> save(const QString& path, const Unlocked& unlocked, const Keys& keys);
    static Result<Keys> decrypt(const QString& path, const QByteArray& file, const Unlocked& unlocked);

    const QString m_path;
    mutable QMutex m_mutex;
    Unlocked m_unlocked;
    Keys m_keys;
};

} // namespace assay
