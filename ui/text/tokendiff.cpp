// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/tokendiff.h"

#include <algorithm>
#include <map>

namespace assay {

namespace {

constexpr int kWithinLines = 600;

// Myers' greedy search. The furthest x of each diagonal is kept for every step, which is what the way back needs.
class Greedy
{
public:
    Greedy(std::span<const int> left, std::span<const int> right, int limit)
        : m_left(left)
        , m_right(right)
        , m_limit(std::min(limit, static_cast<int>(left.size() + right.size())))
        , m_furthest(static_cast<std::size_t>(2 * m_limit + 3), 0)
    {
    }
    // False if more differences are needed than allowed.
    bool search()
    {
        for (int d = 0; d <= m_limit; ++d) {
            m_trace.emplace_back(m_furthest.begin() + m_limit + 1 - d - 1, m_furthest.begin() + m_limit + 1 + d + 2);
            for (int k = -d; k <= d; k += 2) {
                int x = isDown(d, k, m_furthest, m_limit + 1) ? at(k + 1) : at(k - 1) + 1;
                while (x < size(m_left) && x - k >= 0 && x - k < size(m_right)
                    && m_left[index(x)] == m_right[index(x - k)])
                    ++x;
                at(k) = x;
                if (x >= size(m_left) && x - k >= size(m_right))
                    return walkBack(d);
            }
        }
        return false;
    }
    TokenMatches matches() const { return {m_matches.rbegin(), m_matches.rend()}; }

private:
    static int size(std::span<const int> tokens) { return static_cast<int>(tokens.size()); }
    static std::size_t index(int i) { return static_cast<std::size_t>(i); }
    int& at(int k) { return m_furthest[index(k + m_limit + 1)]; }
    static bool isDown(int d, int k, const std::vector<int>& furthest, int zero)
    {
        return k == -d || (k != d && furthest[index(zero + k - 1)] < furthest[index(zero + k + 1)]);
    }
    bool walkBack(int d)
    {
        int x = size(m_left);
        int y = size(m_right);
        for (; d >= 0; --d) {
            const std::vector<int>& before = m_trace[index(d)];
            const int k = x - y;
            const bool down = d > 0 && isDown(d, k, before, d + 1);
            const int fromK = down ? k + 1 : k - 1;
            const int fromX = d > 0 ? before[index(d + 1 + fromK)] : 0;
            const int startX = d == 0 ? 0 : (down ? fromX : fromX + 1);
            while (x > startX) {
                --x;
                --y;
                m_matches.push_back({x, y});
            }
            x = fromX;
            y = fromX - fromK;
        }
        return true;
    }

    std::span<const int> m_left;
    std::span<const int> m_right;
    int m_limit;
    std::vector<int> m_furthest;
    std::vector<std::vector<int>> m_trace;
    TokenMatches m_matches;
};

// Lines are the same when their tokens are.
std::vector<int> lineIds(
    const std::vector<int>& tokens, const std::vector<TokenRange>& lines, std::map<std::vector<int>, int>& known)
{
    std::vector<int> ids;
    for (const TokenRange& line : lines) {
        const std::vector<int> content(tokens.begin() + line.begin, tokens.begin() + line.end);
        ids.push_back(known.try_emplace(content, static_cast<int>(known.size())).first->second);
    }
    return ids;
}

} // namespace

TokenDiff diffTokens(std::span<const int> left, std::span<const int> right, int limit)
{
    TokenDiff out;
    int begin = 0;
    int endLeft = static_cast<int>(left.size());
    int endRight = static_cast<int>(right.size());
    const auto same
        = [&](int a, int b) { return left[static_cast<std::size_t>(a)] == right[static_cast<std::size_t>(b)]; };
    while (begin < std::min(endLeft, endRight) && same(begin, begin)) {
        out.matches.push_back({begin, begin});
        ++begin;
    }
    TokenMatches tail;
    while (endLeft > begin && endRight > begin && same(endLeft - 1, endRight - 1)) {
        --endLeft;
        --endRight;
        tail.push_back({endLeft, endRight});
    }
    const auto slice = [begin](std::span<const int> tokens, int end) {
        return tokens.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
    };
    if (endLeft > begin && endRight > begin) {
        Greedy greedy(slice(left, endLeft), slice(right, endRight), limit);
        out.coarse = !greedy.search();
        if (!out.coarse) {
            for (const TokenMatch& match : greedy.matches())
                out.matches.push_back({match.left + begin, match.right + begin});
        }
    }
    out.matches.insert(out.matches.end(), tail.rbegin(), tail.rend());
    return out;
}

TokenDiff diffTokensByLine(const std::vector<int>& left, const std::vector<int>& right,
    const std::vector<TokenRange>& leftLines, const std::vector<TokenRange>& rightLines)
{
    if (TokenDiff direct = diffTokens(left, right); !direct.coarse)
        return direct;
    std::map<std::vector<int>, int> known;
    const std::vector<int> leftIds = lineIds(left, leftLines, known);
    const std::vector<int> rightIds = lineIds(right, rightLines, known);
    TokenDiff out;
    const TokenDiff lines = diffTokens(leftIds, rightIds);
    TokenMatches anchors = lines.matches;
    anchors.push_back({static_cast<int>(leftLines.size()), static_cast<int>(rightLines.size())});
    int nextLeft = 0;
    int nextRight = 0;
    for (const TokenMatch& anchor : anchors) {
        const bool end = anchor.left == static_cast<int>(leftLines.size());
        const int toLeft = end ? static_cast<int>(left.size()) : leftLines[static_cast<std::size_t>(anchor.left)].begin;
        const int toRight
            = end ? static_cast<int>(right.size()) : rightLines[static_cast<std::size_t>(anchor.right)].begin;
        const auto part = [](const std::vector<int>& tokens, int from, int to) {
            return std::span(tokens).subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from));
        };
        const TokenDiff between
            = diffTokens(part(left, nextLeft, toLeft), part(right, nextRight, toRight), kWithinLines);
        out.coarse = out.coarse || between.coarse;
        for (const TokenMatch& match : between.matches)
            out.matches.push_back({match.left + nextLeft, match.right + nextRight});
        if (end)
            break;
        const TokenRange line = leftLines[static_cast<std::size_t>(anchor.left)];
        for (int i = 0; i < line.end - line.begin; ++i)
            out.matches.push_back({toLeft + i, toRight + i});
        nextLeft = line.end;
        nextRight = toRight + line.end - line.begin;
    }
    return out;
}

} // namespace assay
