// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secrets/encryptedfilestore.h"
#include "core/secrets/keychainstore.h"
#include "core/secrets/layeredstore.h"
#include "core/secrets/sessionstore.h"

#include <QFuture>
#include <QList>
#include <QProcessEnvironment>
#include <QString>

#include <cstdint>
#include <memory>

namespace assay {

enum class KeyPlaceId : std::uint8_t { Session, Keyring, File };

/// All places keys can be in, in the order they are asked: this session, the environment, the keyring, and the
/// encrypted file if there is one and `ASSAY_PASSPHRASE` opens it.
class KeyStores
{
public:
    /// `profile` holds the encrypted file. Fails with Secret if that file is there, a passphrase is set and does not
    /// fit.
    static Result<std::unique_ptr<KeyStores>> open(const QString& profile, const QProcessEnvironment& environment);

    std::shared_ptr<const SecretStore> store() const { return m_layers; }
    KeychainStore& keyring() { return *m_keyring; }
    SessionStore& session() { return *m_session; }

    /// The key of an endpoint. Asks the keyring if no other place has it, and waits for its answer, a few seconds at
    /// most: for the command line.
    Result<FoundSecret> find(const Endpoint& endpoint);

    /// Keeps a key and waits until it is kept. For the command line.
    Result<void> write(const Endpoint& endpoint, const Secret& key, KeyPlaceId place);
    /// Keeps a key in the keyring, or, where there is none that works and ASSAY_PASSPHRASE is set, in the encrypted
    /// file. Says where.
    Result<KeyPlaceId> keep(const Endpoint& endpoint, const Secret& key);
    /// Removes it from every place it can be removed from.
    Result<void> remove(const Endpoint& endpoint);

private:
    KeyStores() = default;
    Result<void> openFile(const QString& path, const Secret& passphrase);

    QString m_filePath;
    Secret m_passphrase;
    std::shared_ptr<SessionStore> m_session;
    std::shared_ptr<KeychainStore> m_keyring;
    std::shared_ptr<EncryptedFileStore> m_file; // null: none, or locked
    std::shared_ptr<const LayeredStore> m_layers;
};

} // namespace assay
