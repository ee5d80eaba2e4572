// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/servedgateway.h"

#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using assay::testing::ServedGateway;

/// The official clients for Python, as the distribution packages them, against `assay serve` over simulated providers
/// of several wire formats.
class TestGatewayPythonSdks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"python3"_s).isEmpty())
            QSKIP("there is no python3 here");
        const QString wrong = m_gateway.start();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void cleanupTestCase() { QVERIFY(!m_gateway.wasStarted() || m_gateway.stop()); }

    void sdk_data()
    {
        QTest::addColumn<QString>("module");
        for (const char* name : {"openai", "ollama"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void sdk()
    {
        QFETCH(QString, module);
        if (QProcess::execute(u"python3"_s,
                {u"-c"_s, u"import importlib.util, sys; sys.exit(not importlib.util.find_spec('%1'))"_s.arg(module)})
            != 0)
            QSKIP(qPrintable(u"python3-%1 is not installed"_s.arg(module)));
        QProcess script;
        auto environment = m_gateway.environment();
        environment.insert(u"PYTHONDONTWRITEBYTECODE"_s, u"1"_s);
        script.setProcessEnvironment(environment);
        script.setProcessChannelMode(QProcess::MergedChannels);
        script.start(u"python3"_s, {QStringLiteral(ASSAY_SOURCE_DIR "/tests/system/pythonsdks/%1_sdk.py").arg(module)});
        QVERIFY(script.waitForFinished(180'000));
        const QByteArray said = script.readAll();
        QVERIFY2(script.exitCode() == 0, said.constData());
        QVERIFY2(said.count("ok ") > 5, said.constData()); // it really did something
    }

private:
    ServedGateway m_gateway;
};

QTEST_GUILESS_MAIN(TestGatewayPythonSdks)
#include "tst_gateway_pythonsdks.moc"
