// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/keystores.h"

#include "core/secrets/environmentstore.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace assay {

Result<std::unique_ptr<KeyStores>> KeyStores::open(const QString& profile, const QProcessEnvironment& environment)
{
    std::unique_ptr<KeyStores> out(new KeyStores);
    out->m_filePath = profile + u"/keys.sealed"_s;
    out->m_passphrase = Secret(environment.value(u"ASSAY_PASSPHRASE"_s).toUtf8());
    out->m_session = std::make_shared<SessionStore>();
    out->m_keyring = std::make_shared<KeychainStore>();
    QList<std::shared_ptr<const SecretStore>> layers
        = {out->m_session, std::make_shared<EnvironmentStore>(environment), out->m_keyring};
    if (!out->m_passphrase.isEmpty() && QFile::exists(out->m_filePath)) {
        auto file = EncryptedFileStore::open(out->m_filePath, out->m_passphrase);
        if (!file)
            return std::unexpected(file.error());
        out->m_file = std::move(*file);
        layers.append(out->m_file);
    }
    out->m_layers = std::make_shared<LayeredStore>(layers);
    return out;
}

Result<FoundSecret> KeyStores::find(const Endpoint& endpoint)
{
    auto found = m_layers->keyFor(endpoint);
    if (found)
        return found;
    // A keyring that is locked or absent is no reason to fail: the sentence then says where a key can be put.
    m_keyring->readAhead({endpoint}).waitForFinished();
    return m_layers->keyFor(endpoint);
}

Result<void> KeyStores::write(const Endpoint& endpoint, const Secret& key, KeyPlaceId place)
{
    switch (place) {
    case KeyPlaceId::Session: return m_session->write(endpoint, key);
    case KeyPlaceId::Keyring: return m_keyring->write(endpoint, key).result();
    case KeyPlaceId::File: break;
    }
    if (m_passphrase.isEmpty())
        return fail(ErrorKind::Secret,
            u"The key file needs a passphrase; set ASSAY_PASSPHRASE for this program and start again."_s);
    if (!m_file) {
        auto created = EncryptedFileStore::create(m_filePath, m_passphrase);
        if (!created)
            return std::unexpected(created.error());
        m_file = std::move(*created);
    }
    return m_file->write(endpoint, key);
}

Result<KeyPlaceId> KeyStores::keep(const Endpoint& endpoint, const Secret& key)
{
    const auto inKeyring = write(endpoint, key, KeyPlaceId::Keyring);
    if (inKeyring)
        return KeyPlaceId::Keyring;
    if (m_passphrase.isEmpty())
        return std::unexpected(inKeyring.error());
    return write(endpoint, key, KeyPlaceId::File).transform([] { return KeyPlaceId::File; });
}

Result<void> KeyStores::remove(const Endpoint& endpoint)
{
    m_session->remove(endpoint);
    const bool inFile = m_file && m_file->keyFor(endpoint);
    if (inFile) {
        if (auto removed = m_file->remove(endpoint); !removed)
            return removed;
    }
    auto removed = m_keyring->remove(endpoint).result();
    return inFile ? Result<void>() : removed; // it was found and removed: no keyring is no failure then
}

} // namespace assay
