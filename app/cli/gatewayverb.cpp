// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "app/gatewayservice.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct KeyOptions {
    std::string name;
    std::string day;
    std::string week;
    std::string month;
    std::string expires;
    std::vector<std::string> models;
    std::vector<std::string> providers;
};

QString text(const std::string& value)
{
    return QString::fromStdString(value);
}

QStringList texts(const std::vector<std::string>& values)
{
    QStringList out;
    for (const auto& value : values)
        out.append(text(value));
    return out;
}

QJsonValue amountJson(const std::optional<Money>& amount)
{
    return amount ? QJsonValue(amount->pico()) : QJsonValue();
}

QJsonObject keyJson(const VirtualKey& key)
{
    return {{u"id"_s, key.id}, {u"name"_s, key.name}, {u"hint"_s, key.hint}, {u"disabled"_s, key.disabled},
        {u"created_at"_s, key.createdAt.toString(Qt::ISODate)},
        {u"expires_at"_s, key.expiresAt ? QJsonValue(key.expiresAt->toString(Qt::ISODate)) : QJsonValue()},
        {u"day_limit_pico_usd"_s, amountJson(key.dayLimit)}, {u"week_limit_pico_usd"_s, amountJson(key.weekLimit)},
        {u"month_limit_pico_usd"_s, amountJson(key.monthLimit)}, {u"models"_s, QJsonArray::fromStringList(key.models)},
        {u"providers"_s, QJsonArray::fromStringList(key.providers)}};
}

QJsonObject usedKeyJson(const UsedKey& used)
{
    QJsonObject out = keyJson(used.key);
    out.insert(u"spent_day_pico_usd"_s, used.spend.day.pico());
    out.insert(u"spent_week_pico_usd"_s, used.spend.week.pico());
    out.insert(u"spent_month_pico_usd"_s, used.spend.month.pico());
    out.insert(u"last_used_at"_s, used.lastUsed ? QJsonValue(used.lastUsed->toString(Qt::ISODate)) : QJsonValue());
    return out;
}

QString limitsText(const VirtualKey& key)
{
    QStringList out;
    const auto add = [&](const std::optional<Money>& limit, QStringView period) {
        if (limit)
            out.append(u"$%1/%2"_s.arg(limit->toDecimalString(), period));
    };
    add(key.dayLimit, u"day");
    add(key.weekLimit, u"week");
    add(key.monthLimit, u"month");
    return out.isEmpty() ? u"none"_s : out.join(u", "_s);
}

int withKeys(const CommandLine& line, const std::function<int(LedgerKeyStore&, const Clock&)>& work)
{
    return withServices(line, [&](Composition& services) -> int {
        auto keys = LedgerKeyStore::open(services);
        if (!keys) {
            out::error(keys.error());
            return kFailed;
        }
        return work(**keys, services.clock());
    });
}

int list(const CommandLine& line)
{
    return withKeys(line, [&](LedgerKeyStore& store, const Clock& clock) -> int {
        const auto keys = store.used(clock.now());
        if (!keys) {
            out::error(keys.error());
            return kFailed;
        }
        if (line.json) {
            QJsonArray array;
            for (const auto& used : *keys)
                array.append(usedKeyJson(used));
            out::json(QJsonDocument(QJsonObject{{u"keys"_s, array}}));
            return kDone;
        }
        if (keys->isEmpty()) {
            out::note(u"No key yet: assay gateway keys create NAME"_s);
            return kDone;
        }
        QList<QStringList> rows;
        for (const auto& [key, spend, lastUsed] : *keys)
            rows.append({key.name, u"…"_s + key.hint, key.disabled ? u"disabled"_s : u"on"_s, limitsText(key),
                u"$%1"_s.arg(spend.month.toDecimalString()), lastUsed ? lastUsed->toString(Qt::ISODate) : u"never"_s,
                key.expiresAt ? key.expiresAt->toString(Qt::ISODate) : u"never"_s});
        out::table(
            {u"name"_s, u"key"_s, u"state"_s, u"limits"_s, u"spent this month"_s, u"last used"_s, u"expires"_s}, rows);
        return kDone;
    });
}

Result<std::optional<Money>> limit(const std::string& dollars)
{
    if (dollars.empty())
        return std::nullopt;
    const auto amount = Money::fromDecimalUsd(QByteArrayView(dollars.data(), qsizetype(dollars.size())));
    if (!amount || *amount < Money())
        return fail(ErrorKind::InvalidRequest, u"'%1' is no amount of dollars."_s.arg(text(dollars)));
    const bool saysZero = std::ranges::none_of(dollars, [](char c) { return c >= '1' && c <= '9'; });
    if (amount->isZero() && !saysZero)
        return fail(ErrorKind::InvalidRequest,
            u"'%1' is less than the smallest amount, a millionth of a millionth of a dollar, and would count as 0."_s
                .arg(text(dollars)));
    return *amount;
}

/// A date means through its end; a time is a moment. Both are UTC where they do not say otherwise.
Result<QDateTime> expiryFrom(const QString& written, const QDateTime& now)
{
    const QDate day = QDate::fromString(written, Qt::ISODate);
    QDateTime out = day.isValid() && !written.contains(u'T') && !written.contains(u' ')
        ? day.addDays(1).startOfDay(QTimeZone::UTC)
        : QDateTime::fromString(written, Qt::ISODate);
    if (!out.isValid())
        return fail(ErrorKind::InvalidRequest, u"'%1' is no date: write 2027-01-31."_s.arg(written));
    if (out.timeSpec() == Qt::LocalTime)
        out.setTimeZone(QTimeZone::UTC);
    if (out <= now)
        return fail(ErrorKind::InvalidRequest,
            u"'%1' is past: the key would open nothing. It is %2 now."_s.arg(
                written, now.toUTC().toString(Qt::ISODate)));
    return out.toUTC();
}

/// An endpoint's id, with or without a variant behind a slash.
Result<void> checkProviders(const QStringList& providers, Composition& services)
{
    for (const auto& provider : providers) {
        const QString base = provider.section(u'/', 0, 0);
        if (base != "sandbox"_L1 && !services.endpoints().find(provider) && !services.endpoints().find(base))
            return fail(ErrorKind::InvalidRequest,
                u"There is no provider '%1'. `assay providers list --all` names those that are known."_s.arg(provider));
    }
    return {};
}

Result<VirtualKey> wishFrom(const KeyOptions& options, Composition& services)
{
    VirtualKey out;
    out.name = text(options.name).trimmed();
    if (out.name.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"A key needs a name: what it is for."_s);
    const auto day = limit(options.day);
    const auto week = limit(options.week);
    const auto month = limit(options.month);
    for (const auto* read : {&day, &week, &month}) {
        if (!*read)
            return std::unexpected(read->error());
    }
    out.dayLimit = *day;
    out.weekLimit = *week;
    out.monthLimit = *month;
    out.models = texts(options.models);
    out.providers = texts(options.providers);
    if (const auto known = checkProviders(out.providers, services); !known)
        return std::unexpected(known.error());
    if (options.expires.empty())
        return out;
    const auto expires = expiryFrom(text(options.expires).trimmed(), services.clock().now());
    if (!expires)
        return std::unexpected(expires.error());
    out.expiresAt = *expires;
    return out;
}

int create(const CommandLine& line, const KeyOptions& options)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto wish = wishFrom(options, services);
        if (!wish) {
            out::error(wish.error());
            return kUsage;
        }
        const auto store = LedgerKeyStore::open(services);
        if (!store) {
            out::error(store.error());
            return kFailed;
        }
        const NewKey made = makeVirtualKey(*wish, services.clock());
        if (const auto added = (*store)->add(made.kept); !added) {
            out::error(added.error());
            return added.error().kind == ErrorKind::InvalidRequest ? kUsage : kFailed;
        }
        const QString secret = QString::fromLatin1(made.secret.reveal());
        if (line.json) {
            QJsonObject json = keyJson(made.kept);
            json.insert(u"key"_s, secret);
            out::json(QJsonDocument(json));
        } else {
            out::line(secret);
            out::note(u"This is the key '%1'. It is shown this once; Assay keeps only its hash."_s.arg(made.kept.name));
        }
        return kDone;
    });
}

/// By name, id, or the last four characters.
Result<VirtualKey> find(const VirtualKeyStore& store, const QString& wanted)
{
    const auto keys = store.keys();
    if (!keys)
        return std::unexpected(keys.error());
    for (const auto& key : *keys) {
        if (key.name == wanted || key.id == wanted || key.hint == wanted)
            return key;
    }
    return fail(
        ErrorKind::InvalidRequest, u"There is no key '%1'. `assay gateway keys list` shows them."_s.arg(wanted));
}

enum class Change : std::uint8_t { Disable, Enable, Remove };

int change(const CommandLine& line, const std::string& name, Change what)
{
    return withKeys(line, [&](LedgerKeyStore& store, const Clock&) -> int {
        const auto key = find(store, text(name));
        if (!key) {
            out::error(key.error());
            return key.error().kind == ErrorKind::InvalidRequest ? kUsage : kFailed;
        }
        const auto done
            = what == Change::Remove ? store.remove(key->id) : store.setDisabled(key->id, what == Change::Disable);
        if (!done) {
            out::error(done.error());
            return kFailed;
        }
        const QString past = what == Change::Remove ? u"Removed"_s
            : what == Change::Disable               ? u"Disabled"_s
                                                    : u"Enabled"_s;
        out::note(u"%1 the key '%2'."_s.arg(past, key->name));
        return kDone;
    });
}

void addCreate(CLI::App& keys, CommandLine& line)
{
    auto options = std::make_shared<KeyOptions>();
    auto* verb = keys.add_subcommand("create", "Make a key for a tool; it is printed once");
    verb->add_option("name", options->name, "What it is for")->required();
    verb->add_option("--day", options->day, "Most it may spend a day (UTC)")->type_name("USD");
    verb->add_option("--week", options->week, "… a week from Monday (UTC)")->type_name("USD");
    verb->add_option("--month", options->month, "… a calendar month (UTC)")->type_name("USD");
    verb->add_option(
            "--expires", options->expires, "Last day (UTC, through its end), or the moment from which it opens nothing")
        ->type_name("DATE");
    verb->add_option("--model", options->models, "Only this model, PROVIDER/MODEL or PROVIDER/*; may be repeated");
    verb->add_option("--provider", options->providers, "Only this provider; may be repeated");
    verb->add_flag("--json", line.json, "Print JSON");
    verb->callback([&line, options] { line.action = [&line, options] { return create(line, *options); }; });
}

void addChange(CLI::App& keys, CommandLine& line, const char* name, const char* help, Change what)
{
    auto key = std::make_shared<std::string>();
    auto* verb = keys.add_subcommand(name, help);
    verb->add_option("key", *key, "Its name, id or last four characters")->required();
    verb->callback([&line, key, what] { line.action = [&line, key, what] { return change(line, *key, what); }; });
}

} // namespace

void addGatewayVerb(CLI::App& app, CommandLine& line)
{
    auto* verb = app.add_subcommand("gateway", "The gateway: its keys, how tools are set up, and what it does now");
    verb->require_subcommand(1);
    auto* keys = verb->add_subcommand("keys", "Virtual keys: list, create, disable, enable, remove");
    keys->require_subcommand(1);
    auto* listVerb = keys->add_subcommand("list", "All keys, never the keys themselves");
    listVerb->add_flag("--json", line.json, "Print JSON");
    listVerb->callback([&line] { line.action = [&line] { return list(line); }; });
    addCreate(*keys, line);
    addChange(*keys, line, "disable", "A key opens nothing until it is enabled again", Change::Disable);
    addChange(*keys, line, "enable", "A disabled key works again", Change::Enable);
    addChange(*keys, line, "remove", "A key opens nothing any more", Change::Remove);
    addGatewaySetupVerbs(*verb, line);
    addGatewayLookVerbs(*verb, line);
}

} // namespace assay
