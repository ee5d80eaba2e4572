// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/virtualkey.h"
#include "core/support/clock.h"
#include "core/support/redacted.h"
#include "core/support/result.h"

#include <QHash>
#include <QList>
#include <QString>

#include <cstdint>
#include <memory>
#include <span>

namespace assay {

/// Where virtual keys are kept. Calls are safe from any thread and block for one small query.
class VirtualKeyStore
{
public:
    virtual ~VirtualKeyStore() = default;
    virtual Result<QList<VirtualKey>> keys() const = 0;
    /// The same as it was half a second ago at most, for those who ask often.
    virtual Result<QList<VirtualKey>> recentKeys() const { return keys(); }
    virtual Result<void> add(const VirtualKey& key) = 0;
    virtual Result<void> setDisabled(const QString& id, bool disabled) = 0;
    virtual Result<void> remove(const QString& id) = 0;
    /// What a key has spent in the day, week and month (UTC) of `at`, real calls only.
    virtual Result<KeySpend> spend(const QString& id, const QDateTime& at) const = 0;
};

/// A new key: what is kept of it, and the key itself, to be shown once.
struct NewKey {
    VirtualKey kept;
    Secret secret;
};
/// 256 random bits behind `sk-assay-`; the other fields of `wish` are taken over.
NewKey makeVirtualKey(VirtualKey wish, const Clock& clock);

/// SHA-256, as keys are kept and looked up.
QByteArray virtualKeyHash(QByteArrayView key);

/// May the key ask this model there?
bool allowsModel(const VirtualKey& key, const QString& providerAndModel);
bool allowsProvider(const VirtualKey& key, const QString& provider);

/// The keys as the gateway uses them, with what each has spent. A key that was disabled elsewhere stops working within
/// a second, one that was made elsewhere works at once; spend is counted here from the day's first use of a key.
class KeyRing
{
public:
    KeyRing(std::shared_ptr<VirtualKeyStore> store, std::shared_ptr<const Clock> clock);

    /// The one decision on the keys a client presents: exactly one is known, not disabled, not expired, within its
    /// limits. Fails with Authentication, Permission, BudgetExceeded or Storage.
    Result<VirtualKey> admit(std::span<const QByteArrayView> presented);
    /// A known key, whatever its limits, for `/v1/key`.
    Result<VirtualKey> identify(std::span<const QByteArrayView> presented);
    /// What a key has spent now.
    Result<KeySpend> spend(const VirtualKey& key);
    /// A call of this key was billed that began at `at`: the ledger books it there, too, whenever it ended.
    void charge(const VirtualKey& key, Money amount, const QDateTime& at);
    /// For a minute another key, kept by its hash and in memory only, stands for the one with this id; for one without
    /// limits of its own where the id is empty.
    void lend(const QByteArray& hash, const QString& keyId);

private:
    struct Entry {
        VirtualKey key;
        std::optional<KeySpend> spend; ///< absent: not read yet
        QDate day; ///< that `spend` holds for
    };

    struct Found {
        Entry* entry;
        bool isLent;
    };
    struct Lent {
        QString keyId;
        std::chrono::steady_clock::time_point until;
    };

    enum class Ask : std::uint8_t { Recent, Newest };

    Entry* lent(const QByteArray& hash);
    Result<void> refresh(Ask ask);
    Result<Found> find(std::span<const QByteArrayView> presented);
    Result<Found> findKnown(std::span<const QByteArrayView> presented);
    Result<void> readSpend(Entry& entry);

    std::shared_ptr<VirtualKeyStore> m_store;
    std::shared_ptr<const Clock> m_clock;
    QHash<QByteArray, Entry> m_entries; ///< by hash
    QHash<QByteArray, Lent> m_lent; ///< by hash
    Entry m_own; ///< whom those without an id stand for
    std::optional<std::chrono::steady_clock::time_point> m_readAt;
    std::optional<std::chrono::steady_clock::time_point> m_newestAt; ///< last reading for a key that is not known
};

} // namespace assay
