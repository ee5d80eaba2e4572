// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/redacted.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>

namespace QKeychain {
class Job;
}

namespace assay {

/// What the system's keyring answered.
struct KeychainReply {
    enum class Status : std::uint8_t { Done, NotFound, Failed };
    Status status = Status::Failed;
    Secret key; ///< of a read that is Done
    QString message; ///< of a failure: one sentence
};

/// The only user of QtKeychain: one call is one job, in the order of the calls. Lives on a thread that may block,
/// because QtKeychain may (it loads libraries and makes D-Bus calls that wait). Never stores in plain text:
/// QtKeychain's insecure fallback stays off. Without a session bus QtKeychain is not asked at all, and once it said
/// that there is no keyring, further reads are answered from that; a write tries again.
class KeychainJobs : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const KeychainReply&)>;

    explicit KeychainJobs(QString service);

    void read(const QString& account, const Done& done);
    void write(const QString& account, const Secret& key, const Done& done);
    void remove(const QString& account, const Done& done);

    /// What QtKeychain talks to here, for people. May load a library; to be called on the same thread.
    static QString backendName();

Q_SIGNALS:
    void answered(); ///< after each job

private:
    using Make = std::function<QKeychain::Job*()>;
    enum class Absence : std::uint8_t { Remembered, TriedAgain };

    void enqueue(const QString& account, Absence absence, const Make& make, const Done& done);
    void next();
    void start(QKeychain::Job* job, const QString& account, const Done& done);
    void tell(const KeychainReply& reply, const Done& done);

    QString m_service;
    std::deque<std::function<void()>> m_waiting;
    std::optional<KeychainReply> m_absent; ///< the answer of a machine without keyring
    bool m_running = false;
};

} // namespace assay
