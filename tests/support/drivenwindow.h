// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

namespace assay::testing {

/// The built program with its window on no screen, driven by mouse and keys through the probe that is preloaded
/// (tests/system/windowprobe.cpp).
class DrivenWindow
{
public:
    explicit DrivenWindow(const QString& profile, const QStringList& arguments = {})
    {
        QProcessEnvironment environment;
        for (const char* kept : {"HOME", "PATH", "XDG_DATA_HOME", "XDG_CONFIG_HOME"}) {
            if (qEnvironmentVariableIsSet(kept))
                environment.insert(QString::fromLatin1(kept), qEnvironmentVariable(kept));
        }
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        environment.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral(ASSAY_WINDOW_PROBE));
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(ASSAY_EXECUTABLE),
            QStringList{QStringLiteral("--profile"), profile, QStringLiteral("--language"), QStringLiteral("en")}
                + arguments);
        m_process.waitForStarted();
    }
    ~DrivenWindow()
    {
        if (m_process.state() != QProcess::NotRunning)
            kill();
    }

    QJsonObject command(const QString& line)
    {
        m_process.write(line.toUtf8() + '\n');
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(30'000))
                return {{QStringLiteral("error"), QStringLiteral("no answer")}};
        }
        return QJsonDocument::fromJson(m_process.readLine()).object();
    }
    bool does(const QString& line) { return command(line).contains(QStringLiteral("done")); }
    bool click(const QString& name, int which = 0)
    {
        return QTest::qWaitFor([&] { return does(QStringLiteral("click %1 %2").arg(name).arg(which)); }, 15'000);
    }
    QStringList texts(const QString& name)
    {
        QStringList out;
        for (const auto& text : command(QStringLiteral("text ") + name)[QStringLiteral("texts")].toArray())
            out.append(text.toString());
        return out;
    }
    QString text(const QString& name) { return texts(name).value(0); }
    bool shows(const QString& name, const QString& words)
    {
        return QTest::qWaitFor([&] { return texts(name).join(u'\n').contains(words); }, 15'000);
    }
    bool isVisible(const QString& name) { return !texts(name).isEmpty(); }

    /// As by kill -9 or a crash.
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    /// As by the desktop's end of the session.
    bool close()
    {
        m_process.terminate();
        return m_process.waitForFinished(30'000) && m_process.exitStatus() == QProcess::NormalExit;
    }

private:
    QProcess m_process;
};

} // namespace assay::testing
