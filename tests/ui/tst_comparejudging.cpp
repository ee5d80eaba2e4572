// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "comparestage.h"
#include "ui/compare/comparebar.h"
#include "ui/compare/comparejudging.h"
#include "ui/compare/comparelibrary.h"
#include "ui/compare/diffview.h"
#include "ui/compare/findbar.h"
#include "ui/compare/lanearea.h"
#include "ui/markdown/answerview.h"
#include "ui/widgets/actionregistry.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QPromise>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

QList<ScriptedLane> judgedLanes()
{
    return {streamingLane(u"I am Claude, and this is the long answer."_s, {.firstToken = 10, .perToken = 2},
                priced(5'000'000'000)),
        streamingLane(u"A plain answer."_s, {.firstToken = 400, .perToken = 2}, priced(4'000'000'000))};
}

QString textOf(const QWidget* widget)
{
    QString out;
    for (const QLabel* label : widget->findChildren<QLabel*>()) {
        if (label->isVisible())
            out += label->text() + u'\n' + label->toolTip() + u'\n';
    }
    for (const QAbstractButton* button : widget->findChildren<QAbstractButton*>()) {
        if (button->isVisible())
            out += button->text() + u'\n' + button->toolTip() + u'\n';
    }
    for (const QWidget* child : widget->findChildren<QWidget*>()) {
        if (child->isVisible())
            out += child->accessibleName() + u'\n' + child->accessibleDescription() + u'\n';
    }
    for (const AnswerView* view : widget->findChildren<AnswerView*>())
        out += view->toPlainText() + view->placeholderText() + u'\n';
    return out + widget->windowTitle();
}

} // namespace

class TestCompareJudging : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blindHidesEverythingUntilTheVote()
    {
        Stage stage(judgedLanes());
        QAction* blind = stage.window->actions()->find(u"compare.blind"_s);
        blind->setChecked(true);
        QVERIFY(stage.page->isBlind());
        stage.page->ask(u"Question"_s);
        stage.session->playUntil(300); // one of the two has ended
        stage.lane(0)->renderFrame();
        stage.lane(1)->renderFrame();
        for (int i = 0; i < 2; ++i)
            QVERIFY2(stage.lane(i)->answerView()->toPlainText().isEmpty(), "both answers appear together");
        QVERIFY(!stage.window->findChild<QAbstractButton*>(u"voteFirst"_s)->isEnabled());
        stage.session->playUntil(100'000);
        const QString shown = textOf(stage.window.get());
        for (const QString& telling : {u"Model 1"_s, u"Model 2"_s, u"Claude"_s, u"Provider"_s, u"$0.0050"_s,
                 u"$0.0040"_s, u"tok/s"_s, u"first token"_s})
            QVERIFY2(!shown.contains(telling), qPrintable(telling + u"\n"_s + shown));
        QVERIFY(shown.contains(u"this is the long answer"_s));
        QVERIFY(shown.contains(u"\u2592\u2592\u2592\u2592\u2592, and this"_s));
        QVERIFY(stage.text("judgeHint").contains(u"says who made it"_s));
        const QImage picture = stage.window->grab().toImage();
        for (int y = 0; y < picture.height(); y += 2) {
            for (int x = 100; x < picture.width(); x += 2)
                QVERIFY(picture.pixel(x, y) != Theme::light().lane(0).mark.rgb());
        }
        QTest::mouseClick(stage.window->findChild<QAbstractButton*>(u"voteFirst"_s), Qt::LeftButton);
        QVERIFY(!stage.page->isBlind());
        QVERIFY(stage.text("judgeWords").contains(u"You chose answer 1, which was"_s));
        QVERIFY(textOf(stage.window.get()).contains(u"Model 1"_s));
        QCOMPARE(stage.text("verdictTitle"), u"Too early to say"_s);
        blind->setChecked(false);
        QCOMPARE(stage.page->shownLanes().size(), 2);
    }

    void keysVoteAndUndoTakesBack()
    {
        Stage stage(judgedLanes());
        auto* judging = stage.page->findChild<CompareJudging*>();
        stage.window->actions()->find(u"compare.blind"_s)->setChecked(true);
        stage.page->ask(u"Question"_s);
        stage.session->playUntil(100'000);
        QVERIFY(stage.active);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_0);
        QCOMPARE(judging->votes().size(), 1);
        const Vote vote = judging->votes().first();
        QCOMPARE(vote.verdict, Verdict::Tie);
        QVERIFY(vote.blind);
        QVERIFY(vote.first.namesItself != vote.second.namesItself);
        QVERIFY(vote.first.model != vote.second.model);
        stage.window->actions()->find(u"judge.undo"_s)->trigger();
        QVERIFY(judging->votes().first().withdrawn);
        QCOMPARE(stage.text("verdictTitle"), u"No votes yet"_s);
        QTest::mouseClick(stage.window->findChild<QAbstractButton*>(u"voteNext"_s), Qt::LeftButton);
        QVERIFY(stage.page->isBlind());
        QTest::keyClick(stage.window.get(), Qt::Key_1);
        QCOMPARE(judging->votes().size(), 1);
    }

    void sidesAreBalancedAndPairsAreEven()
    {
        PairTally tally;
        QVERIFY(CompareJudging::standsFirst(tally, true));
        QVERIFY(!CompareJudging::standsFirst(tally, false));
        tally.aWins = 3;
        tally.aFirst = 3;
        QVERIFY(!CompareJudging::standsFirst(tally, true));
        tally.aFirst = 1;
        QVERIFY(CompareJudging::standsFirst(tally, false));
        const QList<ModelRef> lanes{{u"p"_s, u"a"_s}, {u"p"_s, u"b"_s}, {u"p"_s, u"b"_s}, {u"p"_s, u"c"_s}};
        QSet<std::pair<int, int>> drawn;
        for (quint32 draw = 0; draw < 20; ++draw)
            drawn.insert(CompareJudging::choosePair(lanes, {}, draw));
        QCOMPARE(drawn.size(), 5); // not b with b
        Vote vote;
        vote.first.model = lanes.at(0);
        vote.second.model = lanes.at(1);
        const auto next = CompareJudging::choosePair(lanes, {vote}, 0);
        QVERIFY(next != std::pair(0, 1) && next != std::pair(0, 2));
        QCOMPARE(CompareJudging::choosePair({lanes.at(1), lanes.at(2)}, {}, 0).first, -1);
    }

    void diffShowsTwoAnswers()
    {
        Stage stage(twoLanes());
        stage.page->ask(u"Question"_s);
        stage.session->playUntil(100'000);
        stage.window->actions()->find(u"compare.diff"_s)->setChecked(true);
        auto* view = stage.window->findChild<DiffView*>();
        QVERIFY(view->isVisible());
        QVERIFY(view->diff().changes > 0);
        QVERIFY(stage.text("diffShare").contains(u"% of the words are the same"_s));
        QTest::mouseClick(view->findChild<QAbstractButton*>(u"diffForward"_s), Qt::LeftButton);
        QCOMPARE(view->currentChange(), 0);
        QTest::mouseClick(view->findChild<QAbstractButton*>(u"diffVoteRight"_s), Qt::LeftButton);
        QCOMPARE(stage.page->findChild<CompareJudging*>()->votes().size(), 1);
        QVERIFY(!stage.page->findChild<CompareJudging*>()->votes().first().blind);
        QTest::mouseClick(view->findChild<QAbstractButton*>(u"diffClose"_s), Qt::LeftButton);
        QVERIFY(stage.lane(0)->isVisible());
    }

    void findLooksInAllLanes()
    {
        Stage stage({streamingLane(u"one two one"_s, {.firstToken = 1, .perToken = 1}, priced(1)),
            streamingLane(u"two ONE"_s, {.firstToken = 1, .perToken = 1}, priced(1))});
        stage.page->ask(u"Question"_s);
        stage.session->playUntil(100'000);
        stage.window->actions()->find(u"compare.find"_s)->trigger();
        auto* field = stage.window->findChild<QLineEdit*>(u"findField"_s);
        QTest::keyClicks(field, u"one"_s);
        QCOMPARE(stage.text("findCount"), u"1 of 3"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(stage.text("findCount"), u"3 of 3"_s);
        QCOMPARE(stage.lane(1)->answerView()->extraSelections().size(), 1);
        QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(stage.text("findCount"), u"2 of 3"_s);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!field->isVisible());
        QVERIFY(stage.lane(0)->answerView()->extraSelections().isEmpty());
        QCOMPARE(stage.log->cancelledAll, 0);
    }

    void lanesScrollTogetherByHeading()
    {
        QString a;
        QString b;
        for (int i = 0; i < 60; ++i)
            a += u"para %1\n\n"_s.arg(i);
        a += u"## Options\n\n"_s + QString(a);
        b = u"short\n\n## Options\n\n"_s;
        for (int i = 0; i < 120; ++i)
            b += u"other %1\n\n"_s.arg(i);
        Stage stage({streamingLane(a, {.firstToken = 1, .perToken = 0}, priced(1)),
            streamingLane(b, {.firstToken = 1, .perToken = 0}, priced(1))});
        stage.page->ask(u"Question"_s);
        stage.session->playUntil(100'000);
        AnswerView* left = stage.lane(0)->answerView();
        AnswerView* right = stage.lane(1)->answerView();
        const double leftHeading = left->scrollAnchors().first().y;
        const double rightHeading = right->scrollAnchors().first().y;
        QCOMPARE(left->scrollAnchors().first().key, u"h:options"_s);
        left->verticalScrollBar()->setValue(qRound(leftHeading));
        QVERIFY2(std::abs(right->verticalScrollBar()->value() - rightHeading) < 3,
            qPrintable(QString::number(right->verticalScrollBar()->value())));
        stage.window->actions()->find(u"compare.scrollTogether"_s)->setChecked(false);
        left->verticalScrollBar()->setValue(0);
        QVERIFY(right->verticalScrollBar()->value() > 0);
    }

    void anchorsArePairedInOrder()
    {
        const QList<ScrollAnchor> from{{u"h:a"_s, 100}, {u"code:sql"_s, 200}, {u"h:b"_s, 300}};
        const QList<ScrollAnchor> to{{u"h:a"_s, 10}, {u"h:b"_s, 500}};
        QCOMPARE(mapScroll(100, from, 1000, to, 600), 10.0);
        QCOMPARE(mapScroll(200, from, 1000, to, 600), 255.0);
        QCOMPARE(mapScroll(300, from, 1000, to, 600), 500.0);
        QCOMPARE(mapScroll(1000, from, 1000, to, 600), 600.0);
        QCOMPARE(mapScroll(50, {}, 100, {}, 400), 200.0);
    }

    void oneLaneAloneAndTabs()
    {
        Stage stage(twoLanes());
        stage.page->ask(u"Question"_s);
        stage.session->playUntil(100'000);
        stage.lane(1)->focusAnswer();
        stage.window->actions()->find(u"compare.focus"_s)->trigger();
        QVERIFY(stage.lane(1)->isVisible() && !stage.lane(0)->isVisible());
        stage.window->actions()->find(u"compare.laneAfter"_s)->trigger();
        QVERIFY(stage.lane(0)->isVisible() && !stage.lane(1)->isVisible());
        stage.page->area()->setArrangement(LaneArrangement::Tabs);
        auto* tabs = stage.window->findChild<QTabBar*>(u"laneTabs"_s);
        QCOMPARE(tabs->count(), 2);
        tabs->setCurrentIndex(1);
        QVERIFY(QTest::qWaitFor([&] { return stage.lane(1)->isVisible(); }));
        stage.page->area()->setArrangement(LaneArrangement::Columns);
        QVERIFY(stage.lane(0)->isVisible() && stage.lane(1)->isVisible());
    }
};

QTEST_MAIN(TestCompareJudging)
#include "tst_comparejudging.moc"
