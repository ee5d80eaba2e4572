// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/backuppolicy.h"

#include <QTest>
#include <QTimeZone>

using namespace assay;

class TestBackupPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCopyIsDueOnceADayWhereThereIsRoom()
    {
        const QDateTime now(QDate(2026, 11, 20), QTime(12, 0), QTimeZone::UTC);
        BackupOutlook outlook{.ledgerBytes = 100, .freeBytes = 1000, .newest = {}};
        QVERIFY(whyNoBackup(outlook, now).isEmpty());
        outlook.newest = now.addSecs(-19 * 3600);
        QVERIFY(!whyNoBackup(outlook, now).isEmpty());
        outlook.newest = now.addSecs(-21 * 3600);
        QVERIFY(whyNoBackup(outlook, now).isEmpty());
        outlook.ledgerBytes = 201;
        QVERIFY(!whyNoBackup(outlook, now).isEmpty());
    }

    void theOldestGoUntilAFifthIsLeft()
    {
        QCOMPARE(copiesBeyond({}, 1000), 0);
        QCOMPARE(copiesBeyond({100, 100, 100}, 1200), 0); // a fifth of 1,500
        QCOMPARE(copiesBeyond({100, 100, 100}, 1199), 1);
        QCOMPARE(copiesBeyond({100, 100, 100, 100}, 0), 2); // two stay in any case
        QCOMPARE(copiesBeyond({500}, 0), 0);
    }
};

QTEST_APPLESS_MAIN(TestBackupPolicy)
#include "tst_backuppolicy.moc"
