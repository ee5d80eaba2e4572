// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/virtualkeys.h"

#include "core/support/ids.h"
#include "core/support/sha256.h"

#include <QRandomGenerator>

#include <array>
#include <cstring>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr QByteArrayView kPrefix = "sk-assay-";
constexpr auto kLentFor = 60s;
constexpr auto kFresh = 500ms; // with the store's own, how long a key that was disabled elsewhere may still work
constexpr auto kNewestPause = 100ms; // strangers shall not make the gateway read for each of their guesses

bool fits(const QString& pattern, const QString& name)
{
    if (pattern.endsWith(u'*'))
        return name.startsWith(QStringView(pattern).chopped(1));
    return pattern == name;
}

std::unexpected<Error> overLimit(const VirtualKey& key, QStringView period)
{
    return fail(ErrorKind::BudgetExceeded, u"The key '%1' has spent its limit for this %2."_s.arg(key.name, period));
}

std::unexpected<Error> unknownKey()
{
    return fail(ErrorKind::Authentication, u"This key is not one of the gateway's."_s);
}

} // namespace

QByteArray virtualKeyHash(QByteArrayView key)
{
    return sha256(key);
}

NewKey makeVirtualKey(VirtualKey wish, const Clock& clock)
{
    std::array<quint32, 8> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    QByteArray bytes(static_cast<qsizetype>(sizeof random), Qt::Uninitialized);
    std::memcpy(bytes.data(), random.data(), sizeof random);
    QByteArray text
        = kPrefix.toByteArray() + bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    random.fill(0);
    bytes.fill(0);
    NewKey out;
    out.kept = std::move(wish);
    out.kept.id = newId();
    out.kept.hint = QString::fromLatin1(text.last(4));
    out.kept.createdAt = clock.now();
    out.secret = Secret(std::move(text));
    out.kept.hash = virtualKeyHash(out.secret.reveal());
    return out;
}

bool allowsModel(const VirtualKey& key, const QString& providerAndModel)
{
    return key.models.isEmpty()
        || std::ranges::any_of(key.models, [&](const QString& pattern) { return fits(pattern, providerAndModel); });
}

bool allowsProvider(const VirtualKey& key, const QString& provider)
{
    return key.providers.isEmpty() || key.providers.contains(provider);
}

KeyRing::KeyRing(std::shared_ptr<VirtualKeyStore> store, std::shared_ptr<const Clock> clock)
    : m_store(std::move(store))
    , m_clock(std::move(clock))
{
    m_own.key.name = u"test request"_s;
}

void KeyRing::lend(const QByteArray& hash, const QString& keyId)
{
    const auto now = m_clock->steady();
    m_lent.removeIf([&](const auto& other) { return other->until <= now; });
    m_lent.insert(hash, {.keyId = keyId, .until = now + kLentFor});
}

KeyRing::Entry* KeyRing::lent(const QByteArray& hash)
{
    const auto found = m_lent.constFind(hash);
    if (found == m_lent.cend() || found->until <= m_clock->steady())
        return nullptr;
    if (found->keyId.isEmpty())
        return &m_own;
    const auto entry = std::ranges::find_if(m_entries, [&](const Entry& e) { return e.key.id == found->keyId; });
    return entry == m_entries.end() ? nullptr : &*entry;
}

Result<void> KeyRing::refresh(Ask ask)
{
    const auto now = m_clock->steady();
    if (ask == Ask::Recent && m_readAt && now - *m_readAt < kFresh)
        return {};
    const auto keys = ask == Ask::Recent ? m_store->recentKeys() : m_store->keys();
    if (!keys)
        return std::unexpected(keys.error());
    QHash<QByteArray, Entry> entries;
    for (const auto& key : *keys) {
        auto entry = m_entries.value(key.hash);
        entry.key = key;
        entries.insert(key.hash, entry);
    }
    m_entries = std::move(entries);
    m_readAt = now;
    return {};
}

Result<KeyRing::Found> KeyRing::find(std::span<const QByteArrayView> presented)
{
    if (presented.empty())
        return fail(ErrorKind::Authentication,
            u"No key was sent. `assay gateway keys create NAME` makes one; send it as Authorization: Bearer KEY."_s);
    if (const auto read = refresh(Ask::Recent); !read)
        return std::unexpected(read.error());
    auto found = findKnown(presented);
    const bool looksLikeOurs
        = std::ranges::any_of(presented, [](QByteArrayView candidate) { return candidate.startsWith(kPrefix); });
    if (found && !found->entry && looksLikeOurs) {
        // It may have been made since the last reading.
        const auto now = m_clock->steady();
        if (m_newestAt && now - *m_newestAt < kNewestPause)
            return unknownKey();
        m_newestAt = now;
        if (const auto read = refresh(Ask::Newest); !read)
            return std::unexpected(read.error());
        found = findKnown(presented);
    }
    if (found && !found->entry)
        return unknownKey();
    return found;
}

/// Without an entry where none of them is known.
Result<KeyRing::Found> KeyRing::findKnown(std::span<const QByteArrayView> presented)
{
    Found found{.entry = nullptr, .isLent = false};
    for (const auto candidate : presented) {
        if (!candidate.startsWith(kPrefix))
            continue; // clients send placeholders; none of ours, so it need not be hashed
        const QByteArray hash = virtualKeyHash(candidate);
        const auto known = m_entries.find(hash);
        const bool isLent = known == m_entries.end();
        Entry* entry = isLent ? lent(hash) : &*known;
        if (!entry)
            continue;
        if (found.entry)
            return fail(ErrorKind::Authentication, u"Two headers hold two keys of this gateway; send one."_s);
        found = {.entry = entry, .isLent = isLent};
    }
    return found;
}

Result<void> KeyRing::readSpend(Entry& entry)
{
    const QDateTime now = m_clock->now();
    if (entry.spend && entry.day == now.date())
        return {};
    const auto spend = m_store->spend(entry.key.id, now);
    if (!spend)
        return std::unexpected(spend.error());
    entry.spend = *spend;
    entry.day = now.date();
    return {};
}

Result<VirtualKey> KeyRing::identify(std::span<const QByteArrayView> presented)
{
    const auto found = find(presented);
    if (!found)
        return std::unexpected(found.error());
    const VirtualKey& key = found->entry->key;
    if (key.disabled)
        return fail(ErrorKind::Authentication, u"The key '%1' is disabled."_s.arg(key.name));
    if (key.expiresAt && *key.expiresAt <= m_clock->now())
        return fail(ErrorKind::Authentication, u"The key '%1' has expired."_s.arg(key.name));
    VirtualKey out = key;
    out.lent = found->isLent;
    return out;
}

Result<VirtualKey> KeyRing::admit(std::span<const QByteArrayView> presented)
{
    auto key = identify(presented);
    if (!key || (!key->dayLimit && !key->weekLimit && !key->monthLimit))
        return key;
    const auto spent = spend(*key);
    if (!spent)
        return std::unexpected(spent.error());
    if (key->dayLimit && spent->day >= *key->dayLimit)
        return overLimit(*key, u"day");
    if (key->weekLimit && spent->week >= *key->weekLimit)
        return overLimit(*key, u"week");
    if (key->monthLimit && spent->month >= *key->monthLimit)
        return overLimit(*key, u"month");
    return key;
}

Result<KeySpend> KeyRing::spend(const VirtualKey& key)
{
    const auto found = m_entries.find(key.hash);
    if (found == m_entries.end())
        return KeySpend();
    if (const auto read = readSpend(*found); !read)
        return std::unexpected(read.error());
    return *found->spend;
}

void KeyRing::charge(const VirtualKey& key, Money amount, const QDateTime& at)
{
    const auto entry = m_entries.find(key.hash);
    if (entry == m_entries.end() || !entry->spend)
        return;
    const QDate day = at.toUTC().date();
    const QDate now = entry->day;
    const std::pair<QDate, Money*> periods[]
        = {{now, &entry->spend->day}, {now.addDays(1 - now.dayOfWeek()), &entry->spend->week},
            {QDate(now.year(), now.month(), 1), &entry->spend->month}};
    for (const auto& [from, period] : periods) {
        if (day >= from)
            *period = period->plus(amount).value_or(*period);
    }
}

} // namespace assay
