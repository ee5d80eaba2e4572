// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/runfinder.h"
#include "core/history/runmarks.h"
#include "core/support/ids.h"
#include "tests/support/ledger.h"
#include "tests/support/records.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QDateTime kNoon(QDate(2026, 9, 22), QTime(12, 0), QTimeZone::UTC);

} // namespace

/// Finding runs, marking them, and removing what they said.
class TestRunKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"history.db"_s);
        m_store = testing::openStore(m_path);
        QVERIFY(m_store);
        m_ids.clear();
    }
    void cleanup() { m_store.reset(); }

    void filtersHoldTogether()
    {
        add(u"one"_s, u"red"_s, [](RunRecord& run) { run.project = u"shop"_s; });
        add(u"two"_s, u"red"_s, [](RunRecord& run) {
            run.lanes[0].model = {.provider = u"mistral"_s, .model = u"mistral-large"_s};
            run.lanes[0].servedBy = u"mistral"_s;
            run.startedAt = kNoon.addDays(1);
        });
        add(u"three"_s, u"red"_s, [](RunRecord& run) {
            run.surface = u"gateway"_s;
            run.lanes[0].state = LaneState::Truncated;
            run.startedAt = kNoon.addDays(2);
        });
        QCOMPARE(found({}), (QStringList{m_ids[2], m_ids[1], m_ids[0]}));
        QCOMPARE(found({.model = u"large"_s}), QStringList{m_ids[1]});
        QCOMPARE(found({.model = u"mistral/mistral-large"_s}), QStringList{m_ids[1]});
        QCOMPARE(found({.model = u"%"_s}), QStringList()); // no pattern of the user's
        QCOMPARE(found({.provider = u"mistral"_s}), QStringList{m_ids[1]});
        QCOMPARE(found({.since = kNoon.addDays(1)}), (QStringList{m_ids[2], m_ids[1]}));
        QCOMPARE(found({.until = kNoon.addDays(1)}), QStringList{m_ids[0]});
        QCOMPARE(found({.project = u"shop"_s}), QStringList{m_ids[0]});
        QCOMPARE(found({.surface = u"gateway"_s}), QStringList{m_ids[2]});
        QCOMPARE(found({.state = LaneState::Truncated}), QStringList{m_ids[2]});
        QCOMPARE(found({.model = u"large"_s, .state = LaneState::Truncated}), QStringList()); // of one lane
        QCOMPARE(found({.since = kNoon.addDays(1)}, u"red"_s), (QStringList{m_ids[2], m_ids[1]}));
        const auto filter = HistoryFilter{.model = u"a/b"_s, .since = kNoon, .state = LaneState::Failed, .voted = true};
        QCOMPARE(historyFilterFromJson(toJson(filter)), filter);
    }

    void pagesGoOn()
    {
        for (int i = 0; i < 7; ++i)
            add(u"page %1"_s.arg(i), u"word"_s, [i](RunRecord& run) { run.startedAt = kNoon.addSecs(i / 2); });
        QVERIFY(m_store->settle().result());
        for (const auto& terms : {QString(), u"word"_s}) {
            QStringList seen;
            QString before;
            for (;;) {
                const auto page = finder().find(
                    {.terms = terms, .filter = {}, .order = SearchOrder::Newest, .limit = 3, .beforeId = before});
                QVERIFY(page);
                if (page->isEmpty())
                    break;
                for (const auto& run : *page)
                    seen.append(run.run.id);
                before = seen.last();
            }
            QStringList all = m_ids;
            std::ranges::reverse(all);
            QCOMPARE(seen, all);
        }
    }

    void marksAreKeptAndFound()
    {
        add(u"one"_s, u"red"_s);
        add(u"two"_s, u"blue"_s);
        RunKeeper keeper(*m_store);
        QVERIFY(keeper
                .mark({m_ids[0]},
                    {.starred = true,
                        .note = u"worth a second look"_s,
                        .addTags = {u" shop "_s, u"b"_s},
                        .removeTags = {}})
                .result());
        QVERIFY(keeper.mark({m_ids[0]}, {.starred = {}, .note = {}, .addTags = {}, .removeTags = {u"b"_s}}).result());
        const auto marks = finder().marks(m_ids[0]);
        QVERIFY(marks);
        QCOMPARE(*marks,
            (RunMarks{.starred = true, .tags = {u"shop"_s}, .note = u"worth a second look"_s, .gone = {}, .votes = 0}));
        QCOMPARE(found({.tag = u"shop"_s}), QStringList{m_ids[0]});
        QCOMPARE(found({.starred = true}), QStringList{m_ids[0]});
        QCOMPARE(found({}, u"second look"_s), QStringList{m_ids[0]}); // notes are searched
        QCOMPARE(found({}, u"shop"_s), QStringList{m_ids[0]}); // and tags
        QVERIFY(keeper.mark({m_ids[0]}, {.starred = {}, .note = u"other"_s, .addTags = {}, .removeTags = {}}).result());
        QCOMPARE(found({}, u"second look"_s), QStringList());
        QVERIFY(
            !keeper.mark({m_ids[1], u"no such run"_s}, {.starred = true, .note = {}, .addTags = {}, .removeTags = {}})
                .result());
        QVERIFY(!finder().marks(m_ids[1])->starred); // nothing is changed by half
        QVERIFY(!keeper.mark({m_ids[0]}, {.starred = {}, .note = {}, .addTags = {u" "_s}, .removeTags = {}}).result());
    }

    void deletedContentIsReallyGone()
    {
        const QString secret = u"Xylophonquartett"_s;
        add(u"the prompt says "_s + secret, u"the answer says 株式会社明日香 `"_s + secret + u"`"_s,
            [](RunRecord& run) {
                run.place.thread = u"t"_s;
                run.place.prompt = {.id = u"p"_s, .text = u"tmpl Xylophonquartett"_s, .system = {}, .values = {}};
                ChatRequest request;
                request.messages = {ChatMessage::text(Role::User, u"asks Xylophonquartett"_s)};
                run.lanes[0].request = request;
            });
        add(u"other"_s, u"stays"_s);
        m_store->saveDraft({.runId = m_ids[0],
            .lane = 0,
            .model = {},
            .prompt = secret,
            .text = secret,
            .reasoning = {},
            .savedAt = {},
            .record = {},
            .owner = {}});
        RunKeeper keeper(*m_store);
        QVERIFY(
            keeper.mark({m_ids[0]}, {.starred = {}, .note = u"note on "_s + secret, .addTags = {}, .removeTags = {}})
                .result());
        QCOMPARE(found({}, secret).size(), 1);
        const auto before = *m_store->run(m_ids[0]);
        QVERIFY(holds(secret));

        const auto done = keeper.deleteContent({m_ids[0]}).result();
        QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
        QVERIFY2(!holds(secret), "bytes of a deleted text are still on the disk");
        QCOMPARE(found({}, secret), QStringList());
        QCOMPARE(found({}, u"株式会社"_s), QStringList());
        const auto after = *m_store->run(m_ids[0]);
        QVERIFY(after.prompt.isEmpty() && after.lanes[0].text.isEmpty() && !after.lanes[0].request);
        QCOMPARE(after.lanes[0].cost, before.lanes[0].cost); // the money stays
        QCOMPARE(after.lanes[0].timing, before.lanes[0].timing);
        QCOMPARE(finder().marks(m_ids[0])->gone, u"deleted"_s);
        QCOMPARE(m_store->totals(kNoon, kNoon.addSecs(1))->calls, 2);
        QCOMPARE(m_store->run(m_ids[1])->lanes[0].text, u"stays"_s);
        QVERIFY(!m_store->verify()->firstBreak);
        QVERIFY(keeper.deleteContent({m_ids[0]}).result()); // again changes nothing
        m_store.reset();
        QVERIFY(!holds(secret));
        QVERIFY(testing::sql(m_path, {u"INSERT INTO search(search) VALUES('integrity-check')"_s}).isValid());
        QVERIFY(
            testing::sql(m_path, {u"INSERT INTO search_grams(search_grams) VALUES('integrity-check')"_s}).isValid());
    }

    void retentionKnowsItsProject()
    {
        add(u"old"_s, u"x"_s, [](RunRecord& run) { run.project = u"shop"_s; });
        add(u"new"_s, u"x"_s, [](RunRecord& run) {
            run.project = u"shop"_s;
            run.startedAt = kNoon.addDays(20);
        });
        add(u"elsewhere"_s, u"x"_s);
        RunKeeper keeper(*m_store);
        QVERIFY(keeper.expired(kNoon.addDays(30), 10)->isEmpty());
        QVERIFY(keeper.setRetention(u"shop"_s, 14).result());
        QCOMPARE(*keeper.retentions(), (QList<Retention>{{.project = u"shop"_s, .days = 14}}));
        QCOMPARE(*keeper.expired(kNoon.addDays(30), 10), QStringList{m_ids[0]});
        QVERIFY(keeper.deleteContent({m_ids[0]}, GoneReason::Retention).result());
        QVERIFY(keeper.expired(kNoon.addDays(30), 10)->isEmpty());
        QVERIFY(keeper.setRetention(u"shop"_s, 0).result());
        QVERIFY(keeper.retentions()->isEmpty());
    }

    void scriptsWithoutSpacesAndPiecesOfCodeAreFound()
    {
        add(u"请解释数据库事务"_s, u"事务保证一致性"_s);
        add(u"東京タワーの高さ"_s, u"333メートル"_s);
        add(u"fix it"_s, u"call `getUserNameById(7)` and max_retry_count"_s);
        QCOMPARE(found({}, u"数据库"_s), QStringList{m_ids[0]});
        QCOMPARE(found({}, u"事务"_s), QStringList{m_ids[0]}); // shorter than a piece
        QCOMPARE(found({}, u"性"_s), QStringList{m_ids[0]}); // the very last character
        QCOMPARE(found({}, u"数据库 一致"_s), QStringList{m_ids[0]});
        QCOMPARE(found({}, u"数据 高さ"_s), QStringList());
        QCOMPARE(found({}, u"タワー"_s), QStringList{m_ids[1]});
        QCOMPARE(found({}, u"UserName"_s), QStringList{m_ids[2]});
        QCOMPARE(found({}, u"retry_co"_s), QStringList{m_ids[2]});
        const auto hit
            = finder()
                  .find({.terms = u"数据库"_s, .filter = {}, .order = SearchOrder::Newest, .limit = 5, .beforeId = {}})
                  ->first();
        QCOMPARE(hit.matches.size(), 1);
        QCOMPARE(hit.snippet.sliced(hit.matches[0].start, hit.matches[0].length), u"数据库"_s);
    }

    void bestComesFirst()
    {
        add(u"a long story"_s, u"tea once, then "_s + QString(u"other words "_s).repeated(100));
        add(u"tea and tea"_s, u"tea tea tea"_s);
        add(u"something else"_s, u"a cup of tea with milk and many more words than that"_s);
        QVERIFY(m_store->settle().result());
        const auto best
            = *finder().find({.terms = u"tea"_s, .filter = {}, .order = SearchOrder::Best, .limit = 3, .beforeId = {}});
        QCOMPARE(best.size(), 3);
        QCOMPARE(best[0].run.id, m_ids[1]);
        QCOMPARE(best[2].run.id, m_ids[0]);
        QVERIFY(!best[0].matches.isEmpty());
    }

    void hitsAreMarkedAsTheIndexFindsThem()
    {
        const QString text = u"Blue café; the BLUE sky, blues"_s;
        QList<QString> marked;
        for (const auto& place : matchesIn(text, u"blue cafe"_s))
            marked.append(text.sliced(place.start, place.length));
        QCOMPARE(marked, (QList<QString>{u"Blue"_s, u"café"_s, u"BLUE"_s}));
        QCOMPARE(matchesIn(text, u"\"blue sky\""_s).size(), 1);
        QCOMPARE(matchesIn(text, u"blue*"_s).size(), 3);
        QVERIFY(matchesIn(text, QString()).isEmpty());
    }

private:
    RunFinder finder() const { return RunFinder(*m_store); }
    void add(const QString& prompt, const QString& answer, const std::function<void(RunRecord&)>& change = {})
    {
        auto run = testing::simpleRun(newId(), 1'000, kNoon);
        run.prompt = prompt;
        run.lanes[0].text = answer;
        if (change)
            change(run);
        m_ids.append(run.id);
        const auto done = m_store->append(run).result();
        QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
    }
    QStringList found(const HistoryFilter& filter, const QString& terms = {})
    {
        if (!m_store->settle().result())
            return {u"not settled"_s};
        const auto runs = finder().find(
            {.terms = terms, .filter = filter, .order = SearchOrder::Newest, .limit = 50, .beforeId = {}});
        if (!runs)
            return {runs.error().detail};
        QStringList ids;
        for (const auto& run : *runs)
            ids.append(run.run.id);
        return ids;
    }
    /// Anywhere in the folder of the file.
    bool holds(const QString& text) const
    {
        const auto files = QDir(m_folder->path()).entryInfoList(QDir::Files | QDir::Hidden);
        for (const auto& file : files) {
            const auto bytes = testing::bytesOf(file.filePath()).toLower();
            if (bytes.contains(text.toLower().toUtf8()))
                return true;
        }
        return false;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HistoryStore> m_store;
    QString m_path;
    QStringList m_ids;
};

QTEST_GUILESS_MAIN(TestRunKeeper)
#include "tst_runkeeper.moc"
