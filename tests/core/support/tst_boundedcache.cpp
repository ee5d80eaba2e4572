// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/boundedcache.h"

#include <QString>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

class TestBoundedCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOldestGoFirst()
    {
        BoundedCache<QString, int> cache(30);
        QVERIFY(cache.insert(u"a"_s, 1, 10).empty());
        QVERIFY(cache.insert(u"b"_s, 2, 10).empty());
        QVERIFY(cache.insert(u"c"_s, 3, 10).empty());
        QCOMPARE(cache.insert(u"d"_s, 4, 15), (std::vector{1, 2}));
        QVERIFY(!cache.find(u"a"_s) && !cache.find(u"b"_s));
        QCOMPARE(*cache.find(u"c"_s), 3);
        QCOMPARE(*cache.find(u"d"_s), 4);
        QCOMPARE(cache.size(), 25);
        QCOMPARE(cache.count(), 2);
    }

    void oneKeptAgainIsNewAgain()
    {
        BoundedCache<QString, int> cache(30);
        cache.insert(u"a"_s, 1, 10);
        cache.insert(u"b"_s, 2, 10);
        QCOMPARE(cache.insert(u"a"_s, 3, 20), std::vector{1});
        QCOMPARE(cache.size(), 30);
        QCOMPARE(cache.insert(u"c"_s, 4, 10), std::vector{2});
        QCOMPARE(*cache.find(u"a"_s), 3);
    }

    void whatIsTakenIsGone()
    {
        BoundedCache<QString, int> cache(30);
        cache.insert(u"a"_s, 1, 10);
        QCOMPARE(cache.take(u"a"_s), 1);
        QVERIFY(!cache.take(u"a"_s));
        QCOMPARE(cache.size(), 0);
        QVERIFY(cache.insert(u"b"_s, 2, 30).empty());
    }

    void whatIsLargerThanTheRoomDoesNotStay()
    {
        BoundedCache<QString, int> cache(30);
        cache.insert(u"a"_s, 1, 10);
        QCOMPARE(cache.insert(u"b"_s, 2, 31), (std::vector{1, 2}));
        QCOMPARE(cache.count(), 0);
        QCOMPARE(cache.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestBoundedCache)
#include "tst_boundedcache.moc"
