// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/contentcoding.h"

#include "core/support/ascii.h"

#include <QLibrary>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <utility>

#define ZLIB_CONST // its input is not written to
#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::size_t kPiece = 64UL * 1024;
/// The largest window that `Content-Encoding: zstd` may ask for: 8 MB (RFC 9659).
constexpr int kZstdWindowLog = 23;

std::unexpected<Error> refuse(int status, const QString& detail)
{
    return std::unexpected(Error{.kind = ErrorKind::InvalidRequest, .detail = detail, .httpStatus = status});
}

std::uint8_t* bytesOf(char* text)
{
    return static_cast<std::uint8_t*>(static_cast<void*>(text));
}
const std::uint8_t* bytesOf(const char* text)
{
    return static_cast<const std::uint8_t*>(static_cast<const void*>(text));
}

std::unexpected<Error> damaged(QByteArrayView coding)
{
    return refuse(400, u"the body is damaged: it does not read as %1"_s.arg(QLatin1StringView(coding)));
}

/// What has become readable, and how much more may.
class Inflated
{
public:
    explicit Inflated(qsizetype room)
        : m_room(room)
    {
    }

    std::span<char> piece() { return m_piece; }
    /// So much of `piece()` was written. False: too much came.
    bool take(std::size_t size)
    {
        if (std::cmp_greater(size, m_room - m_bytes.size()))
            return false;
        m_bytes.append(m_piece.data(), static_cast<qsizetype>(size));
        return true;
    }
    QByteArray bytes() && { return std::move(m_bytes); }
    std::unexpected<Error> tooMuch() const
    {
        return refuse(413, u"the body grows to more than %1 bytes when it is read"_s.arg(m_room));
    }

private:
    qsizetype m_room;
    QByteArray m_bytes;
    std::array<char, kPiece> m_piece;
};

enum class ZlibFrame : std::uint8_t { Gzip, Zlib, None };

constexpr int windowBits(ZlibFrame frame)
{
    switch (frame) {
    case ZlibFrame::Gzip: return MAX_WBITS + 16;
    case ZlibFrame::Zlib: return MAX_WBITS;
    case ZlibFrame::None: break;
    }
    return -MAX_WBITS;
}

/// RFC 1950, 2.2: method 8, and a checksum over the two bytes.
ZlibFrame frameOfDeflate(QByteArrayView content)
{
    if (content.size() < 2)
        return ZlibFrame::None;
    const auto first = static_cast<uchar>(content[0]);
    const auto second = static_cast<uchar>(content[1]);
    return (first & 0x0f) == Z_DEFLATED && (first * 256 + second) % 31 == 0 ? ZlibFrame::Zlib : ZlibFrame::None;
}

Result<QByteArray> inflated(QByteArrayView content, ZlibFrame frame, Inflated& out, QByteArrayView coding)
{
    z_stream stream{};
    if (inflateInit2(&stream, windowBits(frame)) != Z_OK)
        return fail(ErrorKind::Internal, u"zlib does not start"_s);
    const std::unique_ptr<z_stream, decltype(&inflateEnd)> owner(&stream, &inflateEnd);
    stream.next_in = bytesOf(content.data());
    stream.avail_in = static_cast<uInt>(content.size());
    for (;;) {
        const auto piece = out.piece();
        stream.next_out = bytesOf(piece.data());
        stream.avail_out = static_cast<uInt>(piece.size());
        const int state = inflate(&stream, Z_NO_FLUSH);
        if (state != Z_OK && state != Z_STREAM_END)
            return damaged(coding);
        if (!out.take(piece.size() - stream.avail_out))
            return out.tooMuch();
        if (state == Z_OK)
            continue; // what is cut off ends in Z_BUF_ERROR
        if (stream.avail_in == 0)
            return std::move(out).bytes();
        if (frame != ZlibFrame::Gzip || inflateReset(&stream) != Z_OK) // gzip's members may follow each other
            return damaged(coding);
    }
}

Result<QByteArray> fromZstd(QByteArrayView content, Inflated& out)
{
    const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(), &ZSTD_freeDCtx);
    if (!context || ZSTD_isError(ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kZstdWindowLog)) != 0)
        return fail(ErrorKind::Internal, u"zstd does not start"_s);
    ZSTD_inBuffer in{.src = content.data(), .size = static_cast<std::size_t>(content.size()), .pos = 0};
    for (;;) {
        const auto piece = out.piece();
        ZSTD_outBuffer room{.dst = piece.data(), .size = piece.size(), .pos = 0};
        const std::size_t hint = ZSTD_decompressStream(context.get(), &room, &in);
        if (ZSTD_isError(hint) != 0)
            return damaged("zstd");
        if (!out.take(room.pos))
            return out.tooMuch();
        if (hint == 0 && in.pos == in.size)
            return std::move(out).bytes();
        if (in.pos == in.size && room.pos < room.size)
            return damaged("zstd"); // cut off
    }
}

/// Loaded by the first body that needs it: hardly a client sends one.
struct Brotli {
    decltype(&BrotliDecoderCreateInstance) create = nullptr;
    decltype(&BrotliDecoderDestroyInstance) destroy = nullptr;
    decltype(&BrotliDecoderDecompressStream) decompress = nullptr;

    bool isThere() const { return create && destroy && decompress; }
};

const Brotli& brotli()
{
    static const Brotli loaded = [] {
        QLibrary library(u"brotlidec"_s, 1);
        const auto find = [&]<class Function>(Function& function, const char* name) {
            function = std::bit_cast<Function>(library.resolve(name));
        };
        Brotli out;
        find(out.create, "BrotliDecoderCreateInstance");
        find(out.destroy, "BrotliDecoderDestroyInstance");
        find(out.decompress, "BrotliDecoderDecompressStream");
        return out;
    }();
    return loaded;
}

Result<QByteArray> fromBrotli(QByteArrayView content, Inflated& out)
{
    if (!brotli().isThere())
        return refuse(415, u"Content-Encoding br is not read here: there is no library for it"_s);
    const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state(
        brotli().create(nullptr, nullptr, nullptr), brotli().destroy);
    if (!state)
        return fail(ErrorKind::Internal, u"brotli does not start"_s);
    std::size_t left = static_cast<std::size_t>(content.size());
    const auto* next = bytesOf(content.data());
    for (;;) {
        const auto piece = out.piece();
        std::size_t room = piece.size();
        auto* into = bytesOf(piece.data());
        const auto result = brotli().decompress(state.get(), &left, &next, &room, &into, nullptr);
        if (!out.take(piece.size() - room))
            return out.tooMuch();
        if (result == BROTLI_DECODER_RESULT_SUCCESS && left == 0)
            return std::move(out).bytes();
        if (result != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT)
            return damaged("br");
    }
}

} // namespace

qsizetype InflationLimits::roomFor(qsizetype coded) const
{
    const qsizetype grown = coded > bytes / ratio ? bytes : coded * ratio;
    return std::min(bytes, std::max(anyRatioUpTo, grown));
}

Result<QByteArray> decodedContent(QByteArrayView coding, QByteArrayView content, const InflationLimits& limits)
{
    const auto is = [name = coding.trimmed()](QByteArrayView known) { return isSameWord(name, known); };
    if (is("identity") || is(""))
        return content.toByteArray();
    if (std::cmp_greater(content.size(), std::numeric_limits<uInt>::max()))
        return refuse(413, u"the body is too large"_s);
    Inflated out(limits.roomFor(content.size()));
    if (is("gzip") || is("x-gzip"))
        return inflated(content, ZlibFrame::Gzip, out, "gzip");
    if (is("deflate"))
        return inflated(content, frameOfDeflate(content), out, "deflate");
    if (is("zstd"))
        return fromZstd(content, out);
    if (is("br"))
        return fromBrotli(content, out);
    return refuse(415,
        u"Content-Encoding %1 is not read here; %2 are, one of them, or the body as it is"_s.arg(
            QString::fromLatin1(coding.first(std::min<qsizetype>(coding.size(), 40))),
            QLatin1StringView(kContentCodings)));
}

} // namespace assay
