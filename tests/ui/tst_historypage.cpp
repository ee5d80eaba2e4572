// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listedhistory.h"
#include "tests/support/records.h"
#include "ui/compare/diffview.h"
#include "ui/filter/sharedfilter.h"
#include "ui/history/historypage.h"
#include "ui/history/recordedlane.h"
#include "ui/history/rundetail.h"
#include "ui/history/runlistmodel.h"
#include "ui/history/thennow.h"
#include "ui/markdown/answerview.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>
#include <QToolButton>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QDateTime kNoon(QDate(2026, 9, 22), QTime(12, 0), QTimeZone::UTC);

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

    void forkNamesTheRun()
    {
        ListedHistory history;
        history.runs.append(testing::simpleRun(u"one"_s, 1'000, kNoon));
        history.runs.last().prompt = u"again"_s;
        HistoryPage page(&history);
        page.show();
        QSignalSpy forks(&page, &HistoryPage::forkWanted);
        auto* button = page.findChild<QPushButton*>(u"forkRun"_s);
        QVERIFY(button && button->isEnabled());
        button->click();
        QCOMPARE(forks.size(), 1);
        QCOMPARE(forks.first().first().value<RunFork>().run, u"one"_s);
        QVERIFY(!forks.first().first().value<RunFork>().lane);
        auto* lane = page.findChild<RecordedLane*>(u"recordedLane0"_s);
        QVERIFY(lane);
        Q_EMIT lane->forkWanted();
        QCOMPARE(forks.size(), 2);
        QCOMPARE(forks.last().first().value<RunFork>().lane, std::optional<int>(0));
    }

    void nothingIsSentBeforeItIsConfirmed()
    {
        ListedHistory history;
        history.runs.append(testing::simpleRun(u"one"_s, 1'000, kNoon));
        HistoryPage page(&history);
        page.show();
        auto* button = page.findChild<QPushButton*>(u"replayRun"_s);
        QVERIFY(button && button->isEnabled());
        button->click();
        auto* box = page.findChild<QMessageBox*>(u"confirmReplay"_s);
        QVERIFY(box);
        QVERIFY(box->informativeText().contains(u"openai/gpt-small"_s));
        QVERIFY(history.sentAgain.isEmpty());
        for (auto* choice : box->buttons()) {
            if (box->buttonRole(choice) == QMessageBox::AcceptRole)
                choice->click();
        }
        QCOMPARE(history.sentAgain, u"one"_s);
        QVERIFY(!history.sentLane);
    }

    void thenAndNowStandSideBySide()
    {
        ListedHistory history;
        auto run = testing::simpleRun(u"one"_s, 1'000, kNoon);
        run.lanes[0].text = u"The answer is blue."_s;
        auto now = run.lanes[0];
        now.text = u"The answer is green."_s;
        now.servedModel = u"gpt-small-2026-11"_s;
        history.runs = {run};
        history.replays = {{.runId = u"two"_s,
            .at = kNoon.addDays(9),
            .lanes = {{.lane = 0, .then = run.lanes[0], .now = now, .thenAtPricesNow = Money::fromPico(2'000)}}}};
        HistoryPage page(&history);
        page.resize(1280, 800);
        page.show();
        auto* button = page.findChild<QPushButton*>(u"thenNowButton"_s);
        QVERIFY(button && button->isVisible());
        QVERIFY(!page.findChild<ThenNow*>());
        button->click();
        auto* view = page.findChild<ThenNow*>();
        QVERIFY(view && view->isVisible());
        QVERIFY(!page.findChild<QScrollArea*>(u"runLanes"_s)->isVisible());
        QCOMPARE(view->diff()->diff().changes, 1);
        QVERIFY(!view->findChild<QToolButton*>(u"diffVoteLeft"_s)->isVisible());
        bool isSaid = false;
        for (auto* label : view->findChildren<QLabel*>())
            isSaid = isSaid || label->text() == u"gpt-small-2026-11"_s;
        QVERIFY(isSaid);
        button->click();
        QVERIFY(!view->isVisible());
        QVERIFY(page.findChild<QScrollArea*>(u"runLanes"_s)->isVisible());
    }

    void aSearchOpensAtItsFirstHit()
    {
        ListedHistory history;
        auto run = testing::simpleRun(u"one"_s, 1'000, kNoon);
        run.prompt = u"about needles"_s;
        run.lanes[0].text = u"Nothing here.\n\n"_s;
        auto second = run.lanes[0];
        for (int i = 0; i < 200; ++i)
            second.text += u"A line of hay %1.\n\n"_s.arg(i);
        second.text += u"Here are needles at last.\n\n"_s;
        for (int i = 0; i < 50; ++i)
            second.text += u"More hay %1.\n\n"_s.arg(i);
        second.index = 1;
        run.lanes.append(second);
        history.runs = {run};
        HistoryPage page(&history);
        page.resize(1200, 800);
        page.show();
        page.search(u"needles"_s);
        auto* lane = page.findChild<RecordedLane*>(u"recordedLane1"_s);
        QVERIFY(lane);
        const auto isInView = [lane] {
            auto* answer = lane->answer();
            const auto marks = answer->extraSelections();
            return marks.size() == 1
                && answer->viewport()->rect().contains(answer->cursorRect(marks.first().cursor).center())
                && answer->verticalScrollBar()->value() > 0;
        };
        QTest::qWait(50); // once all has its place
        QTRY_VERIFY(isInView());
        // Something was recorded meanwhile: the place stays.
        lane->answer()->verticalScrollBar()->setValue(3);
        Q_EMIT history.changed();
        QCoreApplication::processEvents();
        QCOMPARE(lane->answer()->verticalScrollBar()->value(), 3);
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
