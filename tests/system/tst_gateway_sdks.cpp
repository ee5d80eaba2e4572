// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/servedgateway.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using assay::testing::ServedGateway;

/// The official clients from npm, at the versions that sdks/package-lock.json pins, against `assay serve`. The models
/// behind it are simulated providers of four different wire formats, so nearly every call crosses formats.
class TestGatewaySdks : public QObject
{
    Q_OBJECT

private:
    ServedGateway m_gateway;
    QString m_folder = QStringLiteral(ASSAY_BINARY_DIR "/sdks");

    QString sources() const { return QStringLiteral(ASSAY_SOURCE_DIR "/tests/system/sdks"); }

    /// Copies what changed into the build folder and installs the pinned packages there. Why not, if it cannot be.
    QString install()
    {
        if (QStandardPaths::findExecutable(u"npm"_s).isEmpty() || QStandardPaths::findExecutable(u"node"_s).isEmpty())
            return u"there is no npm here"_s;
        QDir().mkpath(m_folder);
        const auto read = [](const QString& path) {
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QByteArray lock = read(sources() + u"/package-lock.json"_s);
        const bool isInstalled = read(m_folder + u"/installed.lock"_s) == lock;
        const auto names = QDir(sources()).entryList(QDir::Files);
        for (const QString& name : names) {
            QFile::remove(m_folder + u'/' + name);
            QFile::copy(sources() + u'/' + name, m_folder + u'/' + name);
        }
        if (isInstalled)
            return {};
        QProcess npm;
        npm.setWorkingDirectory(m_folder);
        npm.setProcessChannelMode(QProcess::MergedChannels);
        npm.start(u"npm"_s, {u"ci"_s, u"--no-audit"_s, u"--no-fund"_s, u"--ignore-scripts"_s});
        if (!npm.waitForFinished(240'000) || npm.exitCode() != 0)
            return u"npm ci failed (no registry?): "_s + QString::fromUtf8(npm.readAll().right(300));
        QFile stamp(m_folder + u"/installed.lock"_s);
        if (stamp.open(QIODevice::WriteOnly))
            stamp.write(lock);
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = install(); !why.isEmpty())
            QSKIP(qPrintable(why));
        const QString wrong = m_gateway.start();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void cleanupTestCase() { QVERIFY(!m_gateway.wasStarted() || m_gateway.stop()); }

    void sdk_data()
    {
        QTest::addColumn<QString>("script");
        for (const char* name : {"openai", "anthropic", "ollama", "vercel", "vercel-others", "agents", "openrouter",
                 "gemini", "langchain", "compatible"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void sdk()
    {
        QFETCH(QString, script);
        QProcess node;
        node.setProcessEnvironment(m_gateway.environment());
        node.setWorkingDirectory(m_folder);
        node.setProcessChannelMode(QProcess::MergedChannels);
        node.start(u"node"_s, {script + u".mjs"_s});
        QVERIFY(node.waitForFinished(180'000));
        const QByteArray said = node.readAll();
        QVERIFY2(node.exitCode() == 0, said.constData());
        QVERIFY2(said.count("ok ") > 5, said.constData()); // it really did something
    }
};

QTEST_GUILESS_MAIN(TestGatewaySdks)
#include "tst_gateway_sdks.moc"
