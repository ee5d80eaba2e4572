// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/records.h"
#include "ui/filter/sharedfilter.h"
#include "ui/history/historypage.h"
#include "ui/history/recordedlane.h"
#include "ui/history/rundetail.h"
#include "ui/history/runlistmodel.h"
#include "ui/markdown/answerview.h"

#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QDateTime kNoon(QDate(2026, 9, 22), QTime(12, 0), QTimeZone::UTC);

/// Answers at once from a list.
class ListedHistory final : public HistoryService
{
public:
    QList<RunRecord> runs;
    RunQuestion asked;
    QString deleted;
    MarkChange marked;
    QList<SmartFolder> saved;

    QDateTime now() const override { return kNoon.addDays(1); }
    void find(const RunQuestion& question) override
    {
        asked = question;
        HistoryPageOfRuns page{.question = question, .runs = {}, .count = 0, .isMore = false, .milliseconds = 1};
        for (const auto& run : std::as_const(runs)) {
            const auto places = matchesIn(run.prompt, question.terms);
            if (!question.terms.isEmpty() && places.isEmpty())
                continue;
            FoundRun found;
            found.run.id = run.id;
            found.run.startedAt = run.startedAt;
            found.run.prompt = run.prompt;
            found.run.models = {u"openai/gpt-small"_s};
            found.run.states = {LaneState::Complete};
            found.snippet = question.terms.isEmpty() ? QString() : run.prompt;
            found.matches = places;
            page.runs.append(found);
        }
        page.count = page.runs.size();
        Q_EMIT this->found(page);
    }
    void open(const QString& runId) override
    {
        for (const auto& run : std::as_const(runs)) {
            if (run.id == runId)
                Q_EMIT opened({.run = run, .marks = {}, .votes = {}});
        }
    }
    void count() override { Q_EMIT counted({}); }
    void mark(const QString&, const MarkChange& change) override { marked = change; }
    void deleteContent(const QString& runId) override { deleted = runId; }
    void exportRuns(const QStringList&, const QString&) override { }
    QList<SmartFolder> folders() const override { return saved; }
    void setFolders(const QList<SmartFolder>& folders) override { saved = folders; }
};

} // namespace

class TestHistoryPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void searchNarrowsAndMarks()
    {
        ListedHistory history;
        for (const auto& prompt : {u"about tea and tea cups"_s, u"about rain"_s}) {
            auto run = testing::simpleRun(prompt.sliced(6, 3), 1'000, kNoon);
            run.prompt = prompt;
            run.lanes[0].text = u"An answer on "_s + prompt;
            history.runs.append(run);
        }
        HistoryPage page(&history);
        page.resize(1200, 700);
        page.show();
        auto* list = page.findChild<QListView*>(u"runList"_s);
        QVERIFY(list);
        QTRY_COMPARE(list->model()->rowCount(), 2);
        auto* detail = page.findChild<RunDetail*>(u"runDetail"_s);
        QVERIFY(detail->run()); // the first one is open
        page.search(u"tea"_s);
        QCOMPARE(list->model()->rowCount(), 1);
        QCOMPARE(detail->run()->run.id, u"tea"_s);
        auto* lane = page.findChild<RecordedLane*>(u"recordedLane0"_s);
        QVERIFY(lane);
        QCOMPARE(lane->answer()->extraSelections().size(), 2);
        QCOMPARE(lane->answer()->extraSelections().first().cursor.selectedText(), u"tea"_s);
        page.search(u"nothing like it"_s);
        QCOMPARE(list->model()->rowCount(), 0);
        QVERIFY(!detail->run());
    }

    void asksWithTheSharedFilter()
    {
        ListedHistory history;
        SharedFilter filter;
        HistoryPage page(&history, &filter);
        page.show();
        filter.setChoice(
            {.filter = {.words = u"tea"_s, .model = u"a/b"_s, .voted = true}, .period = FilterPeriod::Hour});
        QCOMPARE(history.asked.terms, u"tea"_s);
        QCOMPARE(history.asked.filter.model, u"a/b"_s);
        QVERIFY(history.asked.filter.voted);
        QVERIFY(history.asked.filter.words.isEmpty()); // they are the terms
        QCOMPARE(history.asked.filter.since, history.now().addSecs(-3'600));
        auto* field = page.findChild<QLineEdit*>(u"historySearch"_s);
        QCOMPARE(field->text(), u"tea"_s);
        // What is typed holds for the other pages too.
        page.search(u"rain"_s);
        QCOMPARE(filter.choice().filter.words, u"rain"_s);
        QCOMPARE(filter.choice().filter.model, u"a/b"_s);
        page.hide();
        filter.setChoice({});
        QCOMPARE(history.asked.terms, u"rain"_s); // asked again when it is looked at
        page.show();
        QCOMPARE(history.asked.terms, QString());
        QVERIFY(history.asked.filter.isEmpty());
    }

    void runAgainNamesTheRun()
    {
        ListedHistory history;
        history.runs.append(testing::simpleRun(u"one"_s, 1'000, kNoon));
        history.runs.last().prompt = u"again"_s;
        HistoryPage page(&history);
        page.show();
        QSignalSpy again(&page, &HistoryPage::runAgainWanted);
        QPushButton* button = nullptr;
        for (auto* candidate : page.findChildren<QPushButton*>()) {
            if (candidate->text().startsWith(u"Run again"))
                button = candidate;
        }
        QVERIFY(button && button->isEnabled());
        button->click();
        QCOMPARE(again.size(), 1);
        QCOMPARE(again.first().first().value<RunRecord>().prompt, u"again"_s);
    }

    void headingsNameDays()
    {
        RunListModel model;
        FoundRun found;
        found.run.id = u"a"_s;
        found.run.startedAt = kNoon;
        auto older = found;
        older.run.startedAt = kNoon.addDays(-40);
        model.setRuns({found, found, older}, kNoon.toLocalTime().date(), true);
        QVERIFY(model.data(model.index(0), RunListModel::HeadingRole).toString().startsWith(u"Today"));
        QCOMPARE(model.data(model.index(1), RunListModel::HeadingRole).toString(), QString());
        QCOMPARE(model.data(model.index(2), RunListModel::HeadingRole).toString(), u"August"_s);
    }
};

QTEST_MAIN(TestHistoryPage)
#include "tst_historypage.moc"
