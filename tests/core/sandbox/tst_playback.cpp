// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/playback.h"
#include "core/sandbox/scenario.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Ten events of ten bytes; all but the first and the last carry one token.
Playback tenEvents()
{
    Playback playback;
    playback.framing = Playback::Framing::Chunked;
    playback.headers = {{.name = "content-type", .value = "text/event-stream"}};
    for (int i = 0; i < 10; ++i)
        playback.frames.append({.bytes = "data: " + QByteArray::number(i) + "x\n\n", .output = i > 0 && i < 9 ? 1 : 0});
    return playback;
}

QByteArray bytesOf(const Playback& playback)
{
    QByteArray bytes;
    for (const PlaybackFrame& frame : playback.frames)
        bytes += frame.bytes;
    return bytes;
}

StreamFault cutAt(FaultPoint::Unit unit, qint64 value, bool reset = false)
{
    StreamFault fault;
    fault.cut = StreamFault::Cut{.at = {.unit = unit, .value = value}, .reset = reset};
    return fault;
}

} // namespace

class TestPlayback : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsAfterBytes()
    {
        const Playback whole = tenEvents();
        for (qint64 bytes = 0; bytes <= 100; ++bytes) {
            const Playback cut = faulted(whole, cutAt(FaultPoint::Unit::Bytes, bytes), {});
            QCOMPARE(bytesOf(cut), bytesOf(whole).first(bytes));
            QCOMPARE(cut.end, Playback::End::Close);
            QCOMPARE(cut.state, InvoiceState::Cut);
        }
        const Playback inside = faulted(whole, cutAt(FaultPoint::Unit::Bytes, 25), {});
        QVERIFY(!inside.frames.last().whole);
        QVERIFY(inside.frames[1].whole);
    }

    void cutsAfterEventsAndShares()
    {
        const Playback events = faulted(tenEvents(), cutAt(FaultPoint::Unit::Events, 4, true), {});
        QCOMPARE(events.frames.size(), 4);
        QCOMPARE(events.end, Playback::End::Reset);
        const Playback share = faulted(tenEvents(), cutAt(FaultPoint::Unit::PerMille, 500), {});
        QCOMPARE(share.tokens(), 4); // of eight
    }

    void aShareOfOneEventCutsInsideIt()
    {
        Playback whole = wholePlayback(200, "application/json", QByteArray(100, 'x'));
        whole.frames.first().output = 8;
        const Playback cut = faulted(whole, cutAt(FaultPoint::Unit::PerMille, 550), {});
        QCOMPARE(bytesOf(cut).size(), 55);
        QCOMPARE(cut.contentLength, 100); // promised, and not kept
    }

    void breaksOneEvent()
    {
        StreamFault fault;
        fault.malformedEvent = 3;
        const Playback broken = faulted(tenEvents(), fault, {});
        QCOMPARE(broken.frames.size(), 10);
        QCOMPARE(broken.frames[2].bytes, "data:\n\n"_ba);
        QCOMPARE(broken.frames[3].bytes, tenEvents().frames[3].bytes);
        QCOMPARE(broken.state, InvoiceState::Complete);
    }

    void putsAnErrorIntoTheStream()
    {
        StreamFault fault;
        fault.errorAfterEvent = 2;
        const Playback failed = faulted(tenEvents(), fault, "event: error\n\n");
        QCOMPARE(failed.frames.size(), 3);
        QCOMPARE(failed.frames.last().bytes, "event: error\n\n"_ba);
        QCOMPARE(failed.end, Playback::End::Complete);
        QCOMPARE(failed.state, InvoiceState::Error);
    }

    void stallsForATimeOrForEver()
    {
        StreamFault fault;
        fault.stall = StreamFault::Stall{.afterEvent = 2, .length = 500ms};
        const Playback later = faulted(tenEvents(), fault, {});
        QCOMPARE(later.frames.size(), 10);
        QCOMPARE(later.frames[2].delay, 500ms);
        fault.stall->length.reset();
        const Playback never = faulted(tenEvents(), fault, {});
        QCOMPARE(never.frames.size(), 2);
        QCOMPARE(never.end, Playback::End::Stall);
    }

    void dripsWithoutLosingATokenOrByte()
    {
        StreamFault fault;
        fault.drip = StreamFault::Drip{.bytes = 3, .every = 7ms};
        const Playback dripping = faulted(tenEvents(), fault, {});
        QCOMPARE(bytesOf(dripping), bytesOf(tenEvents()));
        QCOMPARE(dripping.tokens(), 8);
        QCOMPARE(dripping.frames.size(), 40); // 3 + 3 + 3 + 1 bytes, ten times
        for (const PlaybackFrame& frame : dripping.frames) {
            QVERIFY(frame.bytes.size() <= 3);
            QVERIFY(frame.delay >= 7ms);
        }
    }

    void delaysAndContentType()
    {
        StreamFault fault;
        fault.delay = 10ms;
        fault.firstEventDelay = 20ms;
        fault.contentType = "text/html";
        const Playback playback = faulted(tenEvents(), fault, {});
        QCOMPARE(playback.beforeHead, 10ms);
        QCOMPARE(playback.frames.first().delay, 20ms);
        QCOMPARE(playback.headers.first().value, "text/html"_ba);
    }

    void pacesTokensAroundTheirRate()
    {
        Playback playback;
        playback.framing = Playback::Framing::Chunked;
        for (int i = 0; i < 1001; ++i)
            playback.frames.append({.bytes = "x", .output = 1});
        const Pace pace{.firstToken = 100ms, .reasoning = {}, .tokensPerSecond = 100};
        const auto total = [&](double factor) {
            const Playback paced = assay::paced(playback, pace, factor, 5);
            auto sum = paced.beforeHead;
            for (const PlaybackFrame& frame : paced.frames)
                sum += frame.delay;
            return std::chrono::duration<double>(sum).count();
        };
        QVERIFY2(qAbs(total(1) - 10.1) < 0.3, qPrintable(QString::number(total(1))));
        QVERIFY(qAbs(total(2) - 2 * total(1)) < 0.01);
        QCOMPARE(total(0), 0.0);
        QCOMPARE(
            assay::paced(playback, pace, 1, 5).frames[7].delay, assay::paced(playback, pace, 1, 5).frames[7].delay);
        QVERIFY(
            assay::paced(playback, pace, 1, 5).frames[7].delay != assay::paced(playback, pace, 1, 6).frames[7].delay);
    }

    void aWholeAnswerWaitsBeforeItsHead()
    {
        Playback playback = wholePlayback(200, "application/json", "{}");
        playback.frames.first().output = 100;
        playback = paced(playback, {.firstToken = 100ms, .reasoning = {}, .tokensPerSecond = 100}, 1, 5);
        QCOMPARE(playback.frames.first().delay, 0ms);
        QVERIFY(playback.beforeHead >= 600ms);
        QVERIFY(playback.beforeHead <= 1600ms);
    }
};

QTEST_GUILESS_MAIN(TestPlayback)
#include "tst_playback.moc"
