// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "comparestage.h"
#include "core/support/ids.h"
#include "ui/compare/promptedit.h"
#include "ui/compare/runfork.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

ChatRequest firstRequest(const QString& system, double temperature)
{
    ChatRequest request;
    request.messages = {ChatMessage::text(Role::System, system), ChatMessage::text(Role::User, u"One"_s)};
    request.messages.last().parts.append(ImagePart{"png"_ba, u"image/png"_s, {}});
    request.sampling.temperature = temperature;
    request.sampling.seed = 7;
    request.reasoning.effort = u"high"_s;
    request.tools = {{.name = u"look"_s, .description = u"d"_s, .parameters = {{u"type"_s, u"object"_s}}}};
    request.toolChoice = ToolChoice{.mode = ToolChoice::Mode::Required, .name = {}, .parallel = false};
    request.format = OutputFormat{.name = u"shape"_s, .schema = {{u"type"_s, u"object"_s}}};
    request.passthrough = {{u"service_tier"_s, u"flex"_s}};
    return request;
}

/// Two lanes over two turns, with all that can be set, in lanes that differ.
QList<RunRecord> storedThread(const Stage& stage)
{
    QList<RunRecord> runs;
    const QString thread = newId();
    for (int turn = 0; turn < 2; ++turn) {
        RunRecord run{.id = newId(), .prompt = turn == 0 ? u"One"_s : u"Two"_s, .system = u"Be brief."_s};
        run.place.thread = thread;
        run.place.turn = turn;
        run.place.parent = turn == 0 ? QString() : runs.last().id;
        for (int i = 0; i < 2; ++i) {
            LaneRecord lane{.index = i, .model = stage.lane(i)->model().ref, .state = LaneState::Complete};
            lane.text = u"answer %1.%2"_s.arg(turn).arg(i);
            auto request = firstRequest(i == 0 ? u"Be brief."_s : u"Be long."_s, i == 0 ? 0.25 : 1.0);
            if (turn == 1) {
                request.messages.append(ChatMessage::text(Role::Assistant, u"answer 0.%1"_s.arg(i)));
                request.messages.append(ChatMessage::text(Role::User, u"Two"_s));
                request.messages.last().parts.append(DocumentPart{"%PDF"_ba, u"application/pdf"_s, u"a.pdf"_s});
            }
            lane.request = request;
            run.lanes.append(lane);
        }
        runs.append(run);
    }
    return runs;
}

} // namespace

/// A run taken up by Compare: everything is as it was, and nothing is sent.
class TestRunFork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allOfTheRunIsTakenUp()
    {
        Stage stage(twoLanes());
        const auto runs = storedThread(stage);
        QVERIFY(openFork(*stage.page, {.thread = runs, .run = runs.last().id, .lane = {}, .notes = {}}));
        QVERIFY(stage.log->started.isEmpty()); // nothing is sent
        QCOMPARE(stage.prompt()->toPlainText(), u"Two"_s);
        QCOMPARE(stage.page->lanes().size(), 2);
        stage.page->run();
        const RunSpec spec = stage.log->started.last();
        QCOMPARE(spec.lanes.size(), 2);
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(spec.lanes.at(i).model, runs.last().lanes.at(i).model);
            QVERIFY(spec.lanes.at(i).request == *runs.last().lanes.at(i).request);
        }
        QCOMPARE(spec.place.thread, runs.first().place.thread); // a branch beside the turn it was
        QCOMPARE(spec.place.parent, runs.first().id);
        QCOMPARE(spec.place.turn, 1);
    }

    void aFirstTurnToo()
    {
        Stage stage(twoLanes());
        const auto runs = storedThread(stage);
        QVERIFY(openFork(*stage.page, {.thread = runs, .run = runs.first().id, .lane = {}, .notes = {}}));
        stage.prompt()->setPlainText(u"One, changed"_s);
        stage.page->run();
        const ChatRequest asked = stage.log->started.last().lanes.at(1).request;
        auto wanted = *runs.first().lanes.at(1).request;
        std::get<TextPart>(wanted.messages.last().parts.first()).text = u"One, changed"_s;
        QVERIFY(asked == wanted);
    }

    void oneLaneAlone()
    {
        Stage stage(twoLanes());
        const auto runs = storedThread(stage);
        QVERIFY(openFork(*stage.page, {.thread = runs, .run = runs.last().id, .lane = 1, .notes = {}}));
        QCOMPARE(stage.page->lanes().size(), 1);
        stage.page->run();
        const RunSpec spec = stage.log->started.last();
        QCOMPARE(spec.lanes.size(), 1);
        QVERIFY(spec.lanes.first().request == *runs.last().lanes.at(1).request);
    }

    void aBusyPageIsLeftAlone()
    {
        Stage stage(twoLanes());
        const auto runs = storedThread(stage);
        stage.page->ask(u"Something else"_s);
        QVERIFY(!openFork(*stage.page, {.thread = runs, .run = runs.last().id, .lane = {}, .notes = {}}));
        QCOMPARE(stage.page->conversation().size(), 1);
    }
};

QTEST_MAIN(TestRunFork)
#include "tst_runfork.moc"
