// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What decoding one event of a chat completions stream costs, beside two floors in the same run: framing plus a bare
// simdjson read of the delta, and framing plus QJsonDocument.

#include "core/providers/dialectregistry.h"
#include "core/wire/ssedecoder.h"
#include "tests/support/corpus.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <simdjson.h>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <string>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

struct Stream {
    QString name;
    QByteArray bytes;
    qint64 events = 0;
};

constexpr qsizetype kRead = 16 * 1024; // as a transport hands bytes out
constexpr int kRounds = 9;

template <class Read> void inReads(const QByteArray& bytes, const Read& read)
{
    for (qsizetype at = 0; at < bytes.size(); at += kRead)
        read(QByteArrayView(bytes).sliced(at, std::min(kRead, bytes.size() - at)));
}

qint64 countEvents(const QByteArray& bytes)
{
    qint64 count = 0;
    SseDecoder framer;
    const auto sink = [&](const SseEvent&) { ++count; };
    framer.feed(bytes, sink);
    framer.finish(sink);
    return count;
}

QList<Stream> streams()
{
    QList<Stream> out;
    const auto add = [&](const QString& name, const QByteArray& bytes) {
        Stream stream{name, bytes, countEvents(bytes)};
        if (stream.events >= 50)
            out.append(stream);
    };
    const QString corpus = assay::testing::corpusFolder();
    const QDir folder(corpus + u"/recordings"_s);
    for (const QString& provider :
        corpus.isEmpty() ? QStringList() : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        for (const QString& file : QDir(folder.filePath(provider)).entryList({u"*.json"_s})) {
            QFile recording(folder.filePath(provider + u'/' + file));
            if (!recording.open(QIODevice::ReadOnly))
                continue;
            const QJsonObject json = QJsonDocument::fromJson(recording.readAll()).object();
            if (json["api"_L1].toString() == "openai-chat"_L1 && json["stream"_L1].toBool())
                add(file.chopped(5), json["response"_L1]["body_text"_L1].toString().toUtf8());
        }
    }
    if (out.isEmpty())
        add(u"fixture"_s, assay::testing::fixture(u"openai-chat/long-stream.sse"_s));
    return out;
}

qint64 throughDialect(const Dialect& dialect, const QByteArray& bytes)
{
    qint64 size = 0;
    const auto decoder = dialect.decoder(HttpHead{.status = 200, .headers = {}}, Endpoint{});
    const auto take = [&](const QList<StreamEvent>& events) {
        for (const StreamEvent& event : events) {
            if (const auto* text = std::get_if<TextDelta>(&event))
                size += text->text.size();
        }
    };
    inReads(bytes, [&](QByteArrayView piece) { take(decoder->feed(piece)); });
    take(decoder->finish());
    return size;
}

qint64 throughSimdjson(const QByteArray& bytes)
{
    qint64 size = 0;
    SseDecoder framer;
    simdjson::ondemand::parser parser;
    std::string padded;
    const auto sink = [&](const SseEvent& event) {
        if (event.data == "[DONE]")
            return;
        padded.assign(event.data.data(), static_cast<std::size_t>(event.data.size()));
        padded.reserve(padded.size() + simdjson::SIMDJSON_PADDING);
        simdjson::ondemand::document document;
        std::string_view content;
        if (parser.iterate(padded).get(document) == simdjson::SUCCESS
            && document["choices"].at(0)["delta"]["content"].get_string().get(content) == simdjson::SUCCESS)
            size += QString::fromUtf8(content.data(), static_cast<qsizetype>(content.size())).size();
    };
    inReads(bytes, [&](QByteArrayView piece) { framer.feed(piece, sink); });
    framer.finish(sink);
    return size;
}

qint64 throughQJson(const QByteArray& bytes)
{
    qint64 size = 0;
    SseDecoder framer;
    const auto sink = [&](const SseEvent& event) {
        if (event.data == "[DONE]")
            return;
        const QJsonDocument document = QJsonDocument::fromJson(event.data.toByteArray());
        size += document["choices"_L1][0]["delta"_L1]["content"_L1].toString().size();
    };
    inReads(bytes, [&](QByteArrayView piece) { framer.feed(piece, sink); });
    framer.finish(sink);
    return size;
}

/// Nanoseconds an event, the best of some rounds.
template <class Work> double nanoseconds(const Stream& stream, const Work& work)
{
    const int repeats = static_cast<int>(std::max<qint64>(1, 20'000 / stream.events));
    double best = std::numeric_limits<double>::max();
    for (int round = 0; round < kRounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < repeats; ++i)
            work(stream.bytes);
        best = std::min(best,
            static_cast<double>(timer.nsecsElapsed())
                / (static_cast<double>(repeats) * static_cast<double>(stream.events)));
    }
    return best;
}

} // namespace

int main()
{
    const DialectRegistry dialects;
    const Dialect& dialect = *dialects.find(u"openai-chat"_s);
    std::printf("%-64s %7s %6s %9s %9s %9s %8s %8s\n", "stream", "events", "bytes", "dialect", "simdjson", "QJson",
        "/simd", "/QJson");
    double sum = 0;
    double weight = 0;
    for (const Stream& stream : streams()) {
        const double own = nanoseconds(stream, [&](const QByteArray& bytes) { return throughDialect(dialect, bytes); });
        const double simd = nanoseconds(stream, throughSimdjson);
        const double qjson = nanoseconds(stream, throughQJson);
        std::printf("%-64s %7lld %6lld %7.0fns %7.0fns %7.0fns %7.2fx %7.2fx\n", qPrintable(stream.name.left(64)),
            static_cast<long long>(stream.events), static_cast<long long>(stream.bytes.size() / stream.events), own,
            simd, qjson, own / simd, own / qjson);
        sum += own * static_cast<double>(stream.events);
        weight += static_cast<double>(stream.events);
    }
    std::printf("all: %.0f ns an event through the dialect\n", weight > 0 ? sum / weight : 0.0);
    return 0;
}
