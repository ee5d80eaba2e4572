// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

namespace assay::testing {

/// `assay serve` as a user runs it, in a profile of its own with one virtual key, over the simulated providers: three
/// models of three wire formats that need no time.
class ServedGateway
{
public:
    /// Empty, or what went wrong.
    QString start()
    {
        using namespace Qt::StringLiterals;
        QProcess made;
        made.start(QStringLiteral(ASSAY_EXECUTABLE), arguments({u"gateway"_s, u"keys"_s, u"create"_s, u"sdks"_s}));
        if (!made.waitForFinished(30'000) || made.exitCode() != 0)
            return u"no key: "_s + QString::fromUtf8(made.readAllStandardError());
        m_key = QString::fromLatin1(made.readAllStandardOutput().trimmed());
        if (!m_key.startsWith("sk-assay-"_L1))
            return u"this is no key"_s;
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(ASSAY_EXECUTABLE), arguments({u"serve"_s, u"--port"_s, u"0"_s, u"--json"_s}));
        QByteArray said;
        while (!QJsonDocument::fromJson(said).isObject() && m_process.waitForReadyRead(30'000))
            said += m_process.readAllStandardOutput();
        m_address = QJsonDocument::fromJson(said).object().value("address"_L1).toString();
        return m_address.isEmpty() ? u"it does not say its address"_s : QString();
    }

    /// True if it ended by itself and well when asked to.
    bool stop()
    {
        if (m_process.state() == QProcess::NotRunning)
            return false;
        m_process.terminate();
        return m_process.waitForFinished(30'000) && m_process.exitStatus() == QProcess::NormalExit
            && m_process.exitCode() == 0;
    }

    bool wasStarted() const { return m_process.state() != QProcess::NotRunning; }

    /// What a client's script reads.
    QProcessEnvironment environment() const
    {
        using namespace Qt::StringLiterals;
        auto out = QProcessEnvironment::systemEnvironment();
        out.insert(u"ASSAY_ADDRESS"_s, m_address);
        out.insert(u"ASSAY_KEY"_s, m_key);
        out.insert(u"ASSAY_MODELS"_s, u"sandbox/swift,sandbox/steady,sandbox/thinker"_s);
        return out;
    }

private:
    QStringList arguments(const QStringList& verb) const
    {
        using namespace Qt::StringLiterals;
        return QStringList{u"--profile"_s, m_profile.path(), u"--sandbox-pace"_s, u"0"_s} + verb;
    }

    QTemporaryDir m_profile;
    QProcess m_process;
    QString m_address;
    QString m_key;
};

} // namespace assay::testing
