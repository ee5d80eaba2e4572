// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/crashcampaign.h"

#include <QCoreApplication>
#include <QTest>

using namespace assay::testing;

/// Some of the places at which a writer can die; `bench_crash` goes through ten thousand.
class TestCrashes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingAcknowledgedIsLost()
    {
        if (qEnvironmentVariableIsSet("ASAN_OPTIONS"))
            QSKIP("SKIPPED: the sanitizer must be loaded before anything else");
        const int points = qEnvironmentVariableIntValue("ASSAY_CRASH_POINTS");
        const auto result = crashCampaign(QStringLiteral(ASSAY_CRASH_SHIM), points > 0 ? points : 105, 1);
        for (const auto& fault : result.faults)
            qWarning("%s", qPrintable(fault));
        QVERIFY(result.faults.isEmpty());
        QVERIFY(result.kills >= 30 && result.errors >= 30);
        QVERIFY(result.acknowledged > 100);
    }
};

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (isCrashWriter(arguments))
        return crashWriter(arguments);
    TestCrashes test;
    return QTest::qExec(&test, arguments);
}
#include "tst_crashes.moc"
