// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/keychainjobs.h"

#include "core/secrets/sessionbus.h"

#include <QLibrary>

#include <qt6keychain/keychain.h>

namespace assay {

using namespace Qt::StringLiterals;

namespace {

KeychainReply failed(const QString& sentence)
{
    return {.status = KeychainReply::Status::Failed, .key = {}, .message = sentence};
}

KeychainReply noKeyring()
{
    return failed(u"This machine has no keyring that works; use an environment variable or the encrypted key file."_s);
}

/// No keyring at all, as opposed to one that is locked, slow or broken.
bool saysThereIsNone(const QKeychain::Job& job)
{
    if (job.error() == QKeychain::NoBackendAvailable || job.error() == QKeychain::NotImplemented)
        return true;
    const QString reason = job.errorString();
    return job.error() == QKeychain::OtherError
        && (reason.contains("org.freedesktop.DBus.Error.ServiceUnknown"_L1) || reason.contains("autolaunch"_L1));
}

KeychainReply replyOf(const QKeychain::Job& job)
{
    if (saysThereIsNone(job))
        return noKeyring();
    switch (job.error()) {
    case QKeychain::NoError: return {.status = KeychainReply::Status::Done, .key = {}, .message = {}};
    case QKeychain::EntryNotFound: return {.status = KeychainReply::Status::NotFound, .key = {}, .message = {}};
    case QKeychain::AccessDeniedByUser: return failed(u"Access to the keyring was declined; allow it and try again."_s);
    case QKeychain::AccessDenied: return failed(u"The keyring refused access; unlock it and try again."_s);
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError: break;
    }
    const QString reason = job.errorString().simplified();
    return failed(
        u"The keyring failed (%1); unlock or start it, or use an environment variable or the encrypted key file."_s.arg(
            reason.isEmpty() ? u"no reason given"_s : reason));
}

} // namespace

KeychainJobs::KeychainJobs(QString service)
    : m_service(std::move(service))
{
}

QString KeychainJobs::backendName()
{
#if defined(Q_OS_MACOS)
    return u"macOS Keychain"_s;
#elif defined(Q_OS_WIN)
    return u"Windows Credential Manager"_s;
#else
    // QtKeychain prefers libsecret wherever it can be loaded, and otherwise goes by the desktop's name. Without a
    // session bus neither is asked, and nothing is loaded to tell which it would be.
    if (!hasSessionBus(QProcessEnvironment::systemEnvironment()) || QLibrary(u"secret-1"_s, 0).load())
        return u"Secret Service"_s;
    return qEnvironmentVariable("XDG_CURRENT_DESKTOP").contains("KDE"_L1) ? u"KWallet"_s : u"GNOME Keyring"_s;
#endif
}

void KeychainJobs::tell(const KeychainReply& reply, const Done& done)
{
    done(reply);
    Q_EMIT answered();
    m_running = false;
    next();
}

// One at a time, so that after a "there is no keyring" nothing more is asked.
void KeychainJobs::enqueue(const QString& account, Absence absence, const Make& make, const Done& done)
{
    m_waiting.emplace_back([this, account, absence, make, done] {
        if (absence == Absence::TriedAgain)
            m_absent.reset();
        if (!m_absent && !hasSessionBus(QProcessEnvironment::systemEnvironment()))
            m_absent = noKeyring();
        if (m_absent)
            tell(*m_absent, done);
        else
            start(make(), account, done);
    });
    next();
}

void KeychainJobs::next()
{
    if (m_running || m_waiting.empty())
        return;
    m_running = true;
    const auto task = std::move(m_waiting.front());
    m_waiting.pop_front();
    task();
}

void KeychainJobs::start(QKeychain::Job* job, const QString& account, const Done& done)
{
    job->setKey(account);
    job->setInsecureFallback(false);
    connect(job, &QKeychain::Job::finished, this, [this, done](QKeychain::Job* finished) {
        KeychainReply reply = replyOf(*finished);
        const auto* read = qobject_cast<QKeychain::ReadPasswordJob*>(finished);
        if (read && reply.status == KeychainReply::Status::Done)
            reply.key = Secret(read->textData().toUtf8()); // what QtKeychain and D-Bus hold of it is theirs
        if (saysThereIsNone(*finished))
            m_absent = reply;
        tell(reply, done);
    });
    job->start();
}

void KeychainJobs::read(const QString& account, const Done& done)
{
    enqueue(account, Absence::Remembered, [this] { return new QKeychain::ReadPasswordJob(m_service, this); }, done);
}

void KeychainJobs::write(const QString& account, const Secret& key, const Done& done)
{
    const auto make = [this, key] {
        auto* job = new QKeychain::WritePasswordJob(m_service, this);
        job->setTextData(QString::fromUtf8(key.reveal()));
        return job;
    };
    enqueue(account, Absence::TriedAgain, make, done);
}

void KeychainJobs::remove(const QString& account, const Done& done)
{
    enqueue(account, Absence::TriedAgain, [this] { return new QKeychain::DeletePasswordJob(m_service, this); }, done);
}

} // namespace assay
