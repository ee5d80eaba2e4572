// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/historystore.h"
#include "core/history/virtualkeytable.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace assay;
using namespace Qt::StringLiterals;

class TestVirtualKeyTable : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<HistoryStore> m_history;
    std::unique_ptr<VirtualKeyTable> m_table;

    static VirtualKey key(const QString& name, char fill)
    {
        VirtualKey out;
        out.id = u"id-"_s + name;
        out.name = name;
        out.hash = QByteArray(32, fill);
        out.hint = u"abcd"_s;
        out.createdAt = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), QTimeZone::UTC);
        return out;
    }

private Q_SLOTS:
    void init()
    {
        const QString path = m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + u".db"_s);
        m_history = HistoryStore::open(path, std::make_shared<SystemClock>()).value();
        m_table = VirtualKeyTable::open(path).value();
    }
    void cleanup()
    {
        m_table.reset();
        m_history.reset();
    }

    void aKeyComesBackAsItWas()
    {
        auto full = key(u"full"_s, 'a');
        full.expiresAt = full.createdAt.addDays(7);
        full.dayLimit = Money::fromPico(1);
        full.weekLimit = Money::fromPico(2);
        full.monthLimit = Money::fromPico(9'007'199'254'740'993); // no double holds it
        full.models = {u"a/*"_s, u"b/\"c\""_s};
        full.providers = {u"a"_s};
        const auto bare = key(u"later"_s, 'b');
        QVERIFY(m_table->add(full));
        QVERIFY(m_table->add(bare));
        QCOMPARE(*m_table->keys(), (QList<VirtualKey>{full, bare}));
    }

    void namesAreUniqueAmongThoseThatAreThere()
    {
        QVERIFY(m_table->add(key(u"x"_s, 'a')));
        auto again = key(u"x"_s, 'b');
        again.id = u"other"_s;
        QCOMPARE(m_table->add(again).error().kind, ErrorKind::InvalidRequest);
        QVERIFY(m_table->remove(u"id-x"_s, QDateTime::currentDateTimeUtc()));
        QVERIFY(m_table->add(again));
        QCOMPARE(m_table->keys()->size(), 1);
    }

    void aRemovedKeyLeavesNoHash()
    {
        QVERIFY(m_table->add(key(u"x"_s, 'Q')));
        QVERIFY(m_table->setDisabled(u"id-x"_s, true));
        QVERIFY(m_table->keys()->first().disabled);
        QVERIFY(m_table->remove(u"id-x"_s, QDateTime::currentDateTimeUtc()));
        QVERIFY(m_table->keys()->isEmpty());
        QCOMPARE(m_table->setDisabled(u"id-x"_s, false).error().kind, ErrorKind::InvalidRequest);
        QCOMPARE(m_table->remove(u"id-x"_s, QDateTime::currentDateTimeUtc()).error().kind, ErrorKind::InvalidRequest);
    }

    void whatIsNoHashIsRefused()
    {
        auto wrong = key(u"x"_s, 'a');
        wrong.hash = "short";
        QVERIFY(!m_table->add(wrong));
        QVERIFY(m_table->keys()->isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestVirtualKeyTable)
#include "tst_virtualkeytable.moc"
