// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/keychainjobs.h"

#include <QLibrary>

#include <qt6keychain/keychain.h>

namespace assay {

using namespace Qt::StringLiterals;

namespace {

KeychainReply replyOf(const QKeychain::Job& job)
{
    const auto failed = [](const QString& sentence) {
        return KeychainReply{.status = KeychainReply::Status::Failed, .key = {}, .message = sentence};
    };
    switch (job.error()) {
    case QKeychain::NoError: return {.status = KeychainReply::Status::Done, .key = {}, .message = {}};
    case QKeychain::EntryNotFound: return {.status = KeychainReply::Status::NotFound, .key = {}, .message = {}};
    case QKeychain::AccessDeniedByUser: return failed(u"Access to the keyring was declined; allow it and try again."_s);
    case QKeychain::AccessDenied: return failed(u"The keyring refused access; unlock it and try again."_s);
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return failed(
            u"This machine has no keyring that works; use an environment variable or the encrypted key file."_s);
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
    // QtKeychain prefers libsecret wherever it can be loaded, and otherwise goes by the desktop's name.
    if (QLibrary(u"secret-1"_s, 0).load())
        return u"Secret Service"_s;
    return qEnvironmentVariable("XDG_CURRENT_DESKTOP").contains("KDE"_L1) ? u"KWallet"_s : u"GNOME Keyring"_s;
#endif
}

void KeychainJobs::start(QKeychain::Job* job, const QString& account, const Done& done)
{
    job->setKey(account);
    job->setInsecureFallback(false);
    connect(job, &QKeychain::Job::finished, this, [this, done](QKeychain::Job* finished) {
        KeychainReply reply = replyOf(*finished);
        const auto* read = qobject_cast<QKeychain::ReadPasswordJob*>(finished);
        if (read && reply.status == KeychainReply::Status::Done)
            reply.key = Secret(read->textData().toUtf8());
        done(reply);
        Q_EMIT answered();
    });
    job->start();
}

void KeychainJobs::read(const QString& account, const Done& done)
{
    start(new QKeychain::ReadPasswordJob(m_service, this), account, done);
}

void KeychainJobs::write(const QString& account, const Secret& key, const Done& done)
{
    auto* job = new QKeychain::WritePasswordJob(m_service, this);
    job->setTextData(QString::fromUtf8(key.reveal()));
    start(job, account, done);
}

void KeychainJobs::remove(const QString& account, const Done& done)
{
    start(new QKeychain::DeletePasswordJob(m_service, this), account, done);
}

} // namespace assay
