// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secrets/secretstore.h"

#include <QFuture>
#include <QList>
#include <QObject>
#include <QString>

#include <chrono>
#include <memory>

namespace assay {

/// Keys in the system's keyring (Secret Service, KWallet, macOS Keychain, Windows Credential Manager).
///
/// A keyring may be slow, locked, or hang. So keys are read ahead on a thread of the store's own, each call has a time
/// limit, and `keyFor` answers at once from what was read; an answer that comes after its limit (the user unlocked the
/// keyring at last) is still taken. There is no fallback to plain text. Errors are of kind Secret.
///
/// All futures finish in bounded time without an event loop, so `waitForFinished()` is safe in a program without
/// window. One per process: QtKeychain runs its jobs in one queue that stays on the thread which used it first.
class KeychainStore final : public QObject, public SecretStore
{
    Q_OBJECT

public:
    explicit KeychainStore(std::chrono::milliseconds limit = std::chrono::seconds(5),
        const QString& service = QStringLiteral("assay"), QObject* parent = nullptr);
    ~KeychainStore() override;

    /// Asks for the keys of these endpoints. Succeeds when the keyring answered for each, also when it has none.
    QFuture<Result<void>> readAhead(const QList<Endpoint>& endpoints);

    /// From what was read ahead. Fails with Authentication when the keyring has no key, with Secret when it was not
    /// asked, has not answered or failed. May be called from any thread.
    Result<FoundSecret> keyFor(const Endpoint& endpoint) const override;

    /// Stores a cleaned key in place of the one before. After a time limit it is not known whether it was stored.
    QFuture<Result<void>> write(const Endpoint& endpoint, const Secret& key);
    /// Also succeeds when there was none.
    QFuture<Result<void>> remove(const Endpoint& endpoint);

    /// The keyring in use, for people: `Secret Service`; empty until the first call was answered.
    QString backendName() const;

Q_SIGNALS:
    void changed(); ///< `keyFor` may answer differently now

private:
    struct Cache;
    class Request;
    class Threads;

    std::shared_ptr<Request> newRequest();

    std::shared_ptr<Cache> m_cache;
    std::unique_ptr<Threads> m_threads;
    std::chrono::milliseconds m_limit;
};

} // namespace assay
