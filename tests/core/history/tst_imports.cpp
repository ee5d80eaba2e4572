// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/ledger.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSlot = 1'748'736; // some quarter of an hour
const QString kSource = u"claude-code"_s;

ImportSum sum(qint64 messages, qint64 pico, qint64 input)
{
    ImportSum out;
    out.messages = messages;
    out.pico = pico;
    out.tokens[static_cast<std::size_t>(UsageClass::Input)] = input;
    return out;
}

ImportBatch batch(qint64 revision)
{
    ImportBatch out;
    out.source = kSource;
    out.revision = revision;
    out.outcome
        = {.place = u"/logs"_s, .files = 2, .bytesRead = 77, .added = 3, .changed = 0, .duplicates = 1, .badLines = 1};
    return out;
}

ImportBatch firstBatch()
{
    ImportBatch out = batch(0);
    out.files = {{.path = u"/logs/a.jsonl"_s,
        .device = 1,
        .inode = 2,
        .size = 30,
        .modifiedNs = 4,
        .readTo = 29,
        .lines = 3,
        .badLines = 1,
        .checkSum = "sum",
        .state = "state"}};
    out.groups = {{.id = 0, .provider = u"anthropic"_s, .model = u"m1"_s, .project = u"/p"_s, .session = u"s1"_s},
        {.id = 1, .provider = u"anthropic"_s, .model = u"m2"_s, .project = u"/p"_s, .session = u"s1"_s}};
    out.deltas = {{.slot = kSlot, .group = 0, .sum = sum(2, 100, 7)},
        {.slot = kSlot + 96, .group = 0, .sum = sum(1, 10, 1)}, {.slot = kSlot, .group = 1, .sum = sum(1, 1000, 70)}};
    out.nextSegment = [left = QList<QByteArray>{"one", "two"}]() mutable -> std::optional<QByteArray> {
        return left.isEmpty() ? std::nullopt : std::optional(left.takeFirst());
    };
    return out;
}

QList<QByteArray> segments(const HistoryStore& store)
{
    QList<QByteArray> out;
    const auto done = store.importSegments(kSource, [&out](const QByteArray& bytes) { out.append(bytes); });
    return done ? out : QList<QByteArray>{"failed"};
}

} // namespace

class TestImports : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store.reset(); // closed before its folder goes
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = testing::openStore(m_folder->filePath(u"history.db"_s));
        QVERIFY(m_store);
    }

    void nothingIsKnownAtFirst()
    {
        const auto state = m_store->importState(kSource);
        QVERIFY(state);
        QCOMPARE(state->revision, 0);
        QVERIFY(state->files.isEmpty());
        QVERIFY(m_store->importSources()->isEmpty());
        QVERIFY(m_store->imported({}, ImportGrouping::Day)->isEmpty());
    }

    void isReadBackAsItWasStored()
    {
        const ImportBatch first = firstBatch();
        QVERIFY(m_store->storeImport(firstBatch()).result());
        const auto state = m_store->importState(kSource);
        QVERIFY(state);
        QCOMPARE(state->revision, 1);
        QCOMPARE(state->segments, 2);
        QCOMPARE(state->files, first.files);
        QCOMPARE(*m_store->importGroups(kSource), first.groups);
        QCOMPARE(segments(*m_store), (QList<QByteArray>{"one", "two"}));
        const auto sources = m_store->importSources();
        QVERIFY(sources);
        QCOMPARE(sources->size(), 1);
        QCOMPARE(sources->first().last, first.outcome);
        QVERIFY(sources->first().importedAt.isValid());
        QCOMPARE(sources->first().total, sum(4, 1110, 78));
    }

    void sumsByEveryGroup()
    {
        QVERIFY(m_store->storeImport(firstBatch()).result());
        const auto days = m_store->imported({}, ImportGrouping::Day);
        QCOMPARE(days->size(), 2);
        QCOMPARE(days->at(0).day, QDate(1970, 1, 1).addDays(kSlot / 96));
        QCOMPARE(days->at(0).sum, sum(3, 1100, 77));
        QCOMPARE(days->at(1).sum, sum(1, 10, 1));
        const auto models = m_store->imported({}, ImportGrouping::Model);
        QCOMPARE(models->size(), 2);
        QCOMPARE(models->at(0).model, u"m1"_s);
        QCOMPARE(models->at(0).sum, sum(3, 110, 8));
        QCOMPARE(m_store->imported({}, ImportGrouping::Source)->first().source, kSource);
        QCOMPARE(m_store->imported({}, ImportGrouping::Project)->first().key, u"/p"_s);
        QCOMPARE(m_store->imported({}, ImportGrouping::Session)->first().key, u"s1"_s);
        QCOMPARE(m_store->imported({}, ImportGrouping::DayAndModel)->size(), 3);
        QCOMPARE(m_store->imported({.fromSlot = kSlot + 1}, ImportGrouping::Provider)->first().sum, sum(1, 10, 1));
        QCOMPARE(m_store->imported({.toSlot = kSlot + 96}, ImportGrouping::Slot)->first().sum, sum(3, 1100, 77));
        QVERIFY(m_store->imported({.source = u"codex"_s}, ImportGrouping::Day)->isEmpty());
        // Apart from own runs.
        QCOMPARE(m_store->spend(QDate(2010, 1, 1), QDate(2100, 1, 1), SpendGrouping::Day)->size(), 0);
    }

    void addsToWhatIsThere()
    {
        QVERIFY(m_store->storeImport(firstBatch()).result());
        ImportBatch second = batch(1);
        second.deltas = {{.slot = kSlot, .group = 0, .sum = sum(-1, -40, 5)}};
        second.nextSegment = [done = false]() mutable -> std::optional<QByteArray> {
            return std::exchange(done, true) ? std::nullopt : std::optional(QByteArray("three"));
        };
        QVERIFY(m_store->storeImport(second).result());
        QCOMPARE(m_store->importSources()->first().total, sum(3, 1070, 83));
        QCOMPARE(segments(*m_store), (QList<QByteArray>{"one", "two", "three"}));
        second = batch(2);
        second.replacesSegments = true;
        QVERIFY(m_store->storeImport(second).result());
        QVERIFY(segments(*m_store).isEmpty());
        QCOMPARE(m_store->importSources()->first().total, sum(3, 1070, 83));
    }

    void ofTwoAtOnceOnlyOneCounts()
    {
        QVERIFY(m_store->storeImport(firstBatch()).result());
        const auto again = m_store->storeImport(firstBatch()).result();
        QVERIFY(!again);
        QCOMPARE(again.error().kind, ErrorKind::InvalidRequest);
        QCOMPARE(m_store->importSources()->first().total, sum(4, 1110, 78));
        QCOMPARE(segments(*m_store).size(), 2);
    }

    void aFailureLeavesNothingBehind()
    {
        ImportBatch broken = firstBatch();
        broken.deltas.append({.slot = kSlot, .group = 99, .sum = sum(1, 1, 1)}); // a group that does not exist
        QVERIFY(!m_store->storeImport(broken).result());
        QCOMPARE(m_store->importState(kSource)->revision, 0);
        QVERIFY(m_store->importGroups(kSource)->isEmpty());
        QVERIFY(segments(*m_store).isEmpty());
        QVERIFY(m_store->storeImport(firstBatch()).result());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HistoryStore> m_store;
};

QTEST_GUILESS_MAIN(TestImports)
#include "tst_imports.moc"
