// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "comparestage.h"
#include "ui/compare/conversation.h"
#include "ui/compare/lanesettings.h"
#include "ui/compare/promptedit.h"
#include "ui/compare/promptvariables.h"
#include "ui/compare/toolcallbox.h"
#include "ui/markdown/answerview.h"
#include "ui/widgets/actionregistry.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

QStringList textsOf(const ChatRequest& request)
{
    QStringList out;
    for (const ChatMessage& message : request.messages)
        out.append(std::get<TextPart>(message.parts.first()).text);
    return out;
}

} // namespace

/// Turns, samples and settings of the Compare page.
class TestCompareTurns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followUpsCarryEachLanesOwnAnswers()
    {
        Stage stage(twoLanes());
        stage.page->composer()->setSystemText(u"Be brief."_s);
        stage.page->ask(u"One"_s);
        stage.session->playUntil(100'000);
        stage.page->ask(u"Two"_s);
        const RunSpec second = stage.log->started.last();
        QCOMPARE(textsOf(second.lanes.at(0).request), (QStringList{u"Be brief."_s, u"One"_s, kAnswer, u"Two"_s}));
        QCOMPARE(textsOf(second.lanes.at(1).request), (QStringList{u"Be brief."_s, u"One"_s, u"Other"_s, u"Two"_s}));
        QCOMPARE(second.lanes.at(0).request.messages.at(2).role, Role::Assistant);
        QCOMPARE(second.place.thread, stage.log->started.first().place.thread);
        QCOMPARE(second.place.parent, stage.log->started.first().id);
        QCOMPARE(second.place.turn, 1);
        QVERIFY(!second.place.promoted);
        QCOMPARE(stage.text("turnFacts"), u"each lane goes on from its own answer · system: Be brief."_s);
        // The first turn is still there.
        stage.session->playUntil(100'000);
        stage.page->showTurn(0);
        QCOMPARE(stage.text("turnPrompt"), u"One"_s);
        QCOMPARE(stage.lane(1)->answerMarkdown(), u"Other"_s);
    }

    void aPromotedLaneBecomesTheHistory()
    {
        Stage stage(twoLanes());
        stage.page->ask(u"One"_s);
        stage.session->playUntil(100'000);
        QTest::mouseClick(stage.lane(1)->findChild<QAbstractButton*>(u"laneGoOn"_s), Qt::LeftButton);
        QCOMPARE(stage.page->composer()->followUp().kind, FollowUp::Kind::Shared);
        stage.page->ask(u"Two"_s);
        const RunSpec second = stage.log->started.last();
        for (const LaneSpec& lane : second.lanes)
            QCOMPARE(textsOf(lane.request), (QStringList{u"One"_s, u"Other"_s, u"Two"_s}));
        QCOMPARE(second.place.promoted, std::optional(1));
        QCOMPARE(stage.text("turnFacts"), u"all lanes go on from the answer of B"_s);
        // Whoever goes on then does so from its own answer again, and the shared one stays where it was.
        stage.session->playUntil(100'000);
        stage.page->ask(u"Three"_s);
        QCOMPARE(textsOf(stage.log->started.last().lanes.at(0).request),
            (QStringList{u"One"_s, u"Other"_s, u"Two"_s, kAnswer, u"Three"_s}));
    }

    void editingATurnMakesABranch()
    {
        Stage stage(twoLanes());
        stage.page->ask(u"One"_s);
        stage.session->playUntil(100'000);
        stage.page->ask(u"Two"_s);
        stage.session->playUntil(100'000);
        QTest::mouseClick(stage.window->findChild<QAbstractButton*>(u"editPrompt"_s), Qt::LeftButton);
        QCOMPARE(stage.prompt()->toPlainText(), u"Two"_s);
        stage.page->ask(u"Two, better"_s);
        const RunSpec edited = stage.log->started.last();
        QCOMPARE(textsOf(edited.lanes.at(1).request), (QStringList{u"One"_s, u"Other"_s, u"Two, better"_s}));
        QCOMPARE(edited.place.turn, 1);
        QCOMPARE(stage.page->conversation().siblings(2), (QList<int>{1, 2}));
        stage.session->playUntil(100'000);
        stage.page->showTurn(1);
        QCOMPARE(stage.text("turnPrompt"), u"Two"_s);
    }

    void aNewConversationForgets()
    {
        Stage stage(twoLanes());
        stage.page->ask(u"One"_s);
        stage.session->playUntil(100'000);
        stage.window->actions()->find(u"compare.new"_s)->trigger();
        stage.page->ask(u"Fresh"_s);
        QCOMPARE(textsOf(stage.log->started.last().lanes.at(0).request), QStringList{u"Fresh"_s});
        QVERIFY(stage.log->started.last().place.thread != stage.log->started.first().place.thread);
        QCOMPARE(stage.lane(0)->track().count(0), 1);
    }

    void askingAgainAddsASample()
    {
        Stage stage(twoLanes());
        stage.page->ask(u"One"_s);
        const QPointer<ScriptedSession> first = stage.session;
        first->playUntil(60); // B has answered in part, A waits
        Q_EMIT stage.lane(1)->stopRequested();
        Q_EMIT stage.lane(1)->retryRequested();
        QCOMPARE(stage.log->started.size(), 2);
        const RunSpec again = stage.log->started.last();
        QCOMPARE(again.lanes.size(), 1);
        QCOMPARE(again.place.sampleOf, stage.log->started.first().id);
        QCOMPARE(again.place.columns, QList<int>{1});
        stage.session->playUntil(100'000); // the new sample, with the script of the first lane
        QVERIFY2(stage.lane(0)->progress().isRunning(), "the other lane goes on");
        QCOMPARE(stage.lane(1)->track().count(0), 2);
        QCOMPARE(stage.lane(1)->answerMarkdown(), kAnswer);
        first->playUntil(100'000);
        auto* back = stage.lane(1)->findChild<QAbstractButton*>(u"sampleBack"_s);
        QVERIFY(back->isVisible());
        QTest::mouseClick(back, Qt::LeftButton);
        QVERIFY(stage.lane(1)->answerMarkdown().startsWith(u"O"_s));
        QCOMPARE(stage.lane(1)->progress().state, LaneState::Cancelled);
    }

    void aLaneCatchesUpWithTheThread()
    {
        Stage stage(twoLanes());
        for (const QString& prompt : {u"One"_s, u"Two"_s}) {
            stage.page->ask(prompt);
            stage.session->playUntil(100'000);
        }
        stage.page->duplicateLane(stage.lane(1));
        QCOMPARE(stage.page->lanes().size(), 3);
        LaneView* fresh = stage.lane(2);
        QCOMPARE(fresh->track().count(1), 0);
        stage.page->rerun(fresh);
        QCOMPARE(stage.log->started.size(), 3);
        stage.session->playUntil(100'000);
        QVERIFY(QTest::qWaitFor([&] { return stage.log->started.size() == 4; }));
        QCOMPARE(textsOf(stage.log->started.last().lanes.at(0).request), (QStringList{u"One"_s, kAnswer, u"Two"_s}));
        stage.session->playUntil(100'000);
        QTest::qWait(20);
        QCOMPARE(stage.log->started.size(), 4);
        QCOMPARE(fresh->answerMarkdown(), kAnswer);
    }

    void lanesMoveWithTheirAnswers()
    {
        Stage stage(twoLanes());
        stage.page->ask(u"One"_s);
        stage.session->playUntil(100'000);
        LaneView* other = stage.lane(1);
        stage.page->moveLane(other, 0);
        QCOMPARE(stage.lane(0), other);
        QCOMPARE(other->objectName(), u"laneA"_s);
        QCOMPARE(stage.lane(0)->answerMarkdown(), u"Other"_s);
    }

    void settingsGoIntoTheRequest()
    {
        Stage stage(twoLanes());
        LaneSettings common;
        common.sampling.temperature = 0.2;
        LaneSettings own;
        own.sampling.maxOutputTokens = 99;
        own.system = u"Own system"_s;
        stage.page->setCommonSettings(common);
        stage.lane(1)->setOwnSettings(own);
        stage.page->composer()->setSystemText(u"All"_s);
        stage.page->ask(u"One"_s);
        const RunSpec spec = stage.log->started.first();
        QCOMPARE(spec.lanes.at(0).request.sampling.temperature, std::optional(0.2));
        QCOMPARE(textsOf(spec.lanes.at(0).request).first(), u"All"_s);
        QVERIFY(!spec.lanes.at(1).request.sampling.temperature);
        QCOMPARE(spec.lanes.at(1).request.sampling.maxOutputTokens, std::optional<qint64>(99));
        QCOMPARE(textsOf(spec.lanes.at(1).request).first(), u"Own system"_s);
        const LineUp saved = stage.page->currentLineUp(u"Pair"_s);
        QCOMPARE(LineUp::fromJson(saved.toJson()), saved);
    }

    void oneDifferenceIsFairAndTwoAreNot()
    {
        LaneIdentity a{.model = u"A"_s, .provider = u"P"_s, .system = {}, .history = {}, .settings = {}};
        LaneIdentity b{.model = u"B"_s, .provider = u"Q"_s, .system = {}, .history = {}, .settings = {}};
        QVERIFY(!LaneDifferences::isConfounded(LaneDifferences::differing({a, b})));
        b.settings.sampling.temperature = 0.1;
        const auto differing = LaneDifferences::differing({a, b});
        QVERIFY(LaneDifferences::isConfounded(differing));
        QCOMPARE(differing.size(), 3);
        QVERIFY(LaneDifferences::verdict(differing).contains(u"temperature"_s));
        QVERIFY(LaneDifferences::differing({a, a}).isEmpty());
    }

    void variablesAreFoundAndFilled()
    {
        QCOMPARE(promptVariables(u"{{a}} {{ b.c }} {{a}} {{}} {x} {{1a}}"_s), (QStringList{u"a"_s, u"b.c"_s}));
        QCOMPARE(fillVariables(u"{{a}}-{{ b }}-{{a}}"_s, {{u"a"_s, u"{{b}}"_s}}), u"{{b}}-{{ b }}-{{b}}"_s);
        Stage stage(twoLanes());
        QTest::keyClicks(stage.prompt(), u"Greet {{name}}"_s);
        auto* field = stage.window->findChild<QLineEdit*>(u"variable_name"_s);
        QVERIFY(field != nullptr && field->isVisible());
        QTest::keyClicks(field, u"Mara"_s);
        stage.page->run();
        const RunSpec spec = stage.log->started.first();
        QCOMPARE(textsOf(spec.lanes.at(0).request), QStringList{u"Greet Mara"_s});
        QCOMPARE(spec.place.prompt.text, u"Greet {{name}}"_s);
        QCOMPARE(spec.place.prompt.values.value("name"_L1).toString(), u"Mara"_s);
    }

    void toolCallsAreShown()
    {
        LaneRecord record{.state = LaneState::Complete};
        record.toolCalls = {{u"1"_s, u"get_weather"_s, u"{\"city\":\"Graz\"}"_s}};
        Stage stage({ScriptedLane{{0, LaneState::Streaming},
            {10, StreamEvent(ToolCallDelta{0, u"1"_s, u"get_weather"_s, u"{\"city\":"_s, {}})}, {20, record}}});
        stage.page->ask(u"Weather?"_s);
        stage.session->playUntil(100);
        auto* head = stage.lane(0)->findChild<QAbstractButton*>(u"toolCallHead"_s);
        auto* body = stage.lane(0)->findChild<QPlainTextEdit*>(u"toolCallBody"_s);
        QVERIFY(head != nullptr && head->isVisible());
        QCOMPARE(head->text(), u"Tool call: get_weather"_s);
        QCOMPARE(body->toPlainText(), u"{\n    \"city\": \"Graz\"\n}"_s);
        QTest::mouseClick(head, Qt::LeftButton);
        QVERIFY(!body->isVisible());
        QCOMPARE(ToolCallBox::readable(u"not json"_s), u"not json"_s);
    }

    void aStoredThreadIsTakenUp()
    {
        Stage stage(twoLanes());
        for (const QString& prompt : {u"One"_s, u"Two"_s}) {
            stage.page->ask(prompt);
            stage.session->playUntil(100'000);
        }
        QList<RunRecord> runs;
        for (const RunSpec& spec : std::as_const(stage.log->started)) {
            RunRecord run{.id = spec.id, .prompt = textsOf(spec.lanes.first().request).last(), .place = spec.place};
            for (const LaneSpec& lane : spec.lanes) {
                LaneRecord record{.index = lane.index, .model = lane.model, .state = LaneState::Complete};
                record.text = u"answer %1"_s.arg(lane.index);
                record.request = lane.request;
                run.lanes.append(record);
            }
            runs.append(run);
        }
        stage.page->openThread(runs);
        QCOMPARE(stage.page->lanes().size(), 2);
        QCOMPARE(stage.text("turnPrompt"), u"Two"_s);
        QCOMPARE(stage.lane(1)->answerMarkdown(), u"answer 1"_s);
        stage.page->ask(u"Three"_s);
        QCOMPARE(textsOf(stage.log->started.last().lanes.at(1).request),
            (QStringList{u"One"_s, u"answer 1"_s, u"Two"_s, u"answer 1"_s, u"Three"_s}));
        QCOMPARE(stage.log->started.last().place.parent, runs.last().id);
    }
};

QTEST_MAIN(TestCompareTurns)
#include "tst_compareturns.moc"
