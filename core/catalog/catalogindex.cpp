// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/catalogindex.h"

#include <QSet>

#include <simdjson.h>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

namespace json = simdjson::ondemand;

constexpr qint64 kSchema = 1;

/// Why a pass stopped, as text; nothing: it did not.
using Problem = std::optional<QString>;

QString said(simdjson::error_code code)
{
    return QString::fromUtf8(simdjson::error_message(code));
}

} // namespace

/// The state of one pass over the text.
class CatalogIndexer
{
public:
    CatalogIndexer(const QByteArray& bytes, qsizetype size)
        : m_bytes(bytes)
        , m_size(size)
    {
    }

    Result<CatalogIndex> run()
    {
        json::parser parser;
        json::document document;
        const simdjson::padded_string_view text(
            m_bytes.constData(), static_cast<std::size_t>(m_size), static_cast<std::size_t>(m_bytes.size()));
        if (const auto code = parser.iterate(text).get(document))
            return fail(ErrorKind::Protocol, u"the catalogue is not JSON: %1"_s.arg(said(code)));
        json::object root;
        if (const auto code = document.get_object().get(root))
            return fail(ErrorKind::Protocol, u"the catalogue is not a JSON object: %1"_s.arg(said(code)));
        if (const auto problem = readRoot(root))
            return fail(ErrorKind::Protocol, *problem);
        if (!document.at_end())
            return fail(ErrorKind::Protocol, u"the catalogue goes on after its end"_s);
        if (!m_sawModels)
            return fail(ErrorKind::Protocol, u"the catalogue has no 'models'"_s);
        return std::move(m_index);
    }

private:
    QString at(const char* where, const QString& what) const
    {
        return u"catalogue line %1: %2"_s.arg(lineAt(m_bytes, where - m_bytes.constData())).arg(what);
    }
    QString at(const CatalogSlice& slice, const QString& what) const
    {
        return at(m_bytes.constData() + slice.offset, what);
    }

    Problem readRoot(json::object& root)
    {
        for (auto item : root) {
            json::field field;
            std::string_view key;
            if (const auto code = std::move(item).get(field))
                return u"the catalogue is broken: %1"_s.arg(said(code));
            if (const auto code = field.unescaped_key().get(key))
                return u"the catalogue is broken: %1"_s.arg(said(code));
            if (const auto problem = readMember(QByteArrayView(key), field.value()))
                return problem;
        }
        return {};
    }

    Problem readMember(QByteArrayView key, json::value value)
    {
        if (key == QByteArrayView("schema")) {
            int64_t schema = 0;
            if (value.get_int64().get(schema) != simdjson::SUCCESS || schema != kSchema)
                return u"catalogue field 'schema' is not %1"_s.arg(kSchema);
        } else if (key == QByteArrayView("unit")) {
            std::string_view unit;
            if (value.get_string().get(unit) != simdjson::SUCCESS || unit != "pico-USD per unit")
                return u"catalogue field 'unit' is not 'pico-USD per unit'"_s;
        } else if (key == QByteArrayView("generated")) {
            return readText(key, value, &CatalogIndex::m_generated);
        } else if (key == QByteArrayView("newest_data")) {
            return readText(key, value, &CatalogIndex::m_newestData);
        } else if (key == QByteArrayView("sources")) {
            return readEach(key, value, [this](const CatalogSlice& slice, json::object&) -> Problem {
                m_index.m_sources += slice;
                return {};
            });
        } else if (key == QByteArrayView("providers")) {
            return readEach(key, value,
                [this](const CatalogSlice& slice, json::object& object) { return addProvider(slice, object); });
        } else if (key == QByteArrayView("models")) {
            m_sawModels = true;
            return readEach(key, value,
                [this](const CatalogSlice& slice, json::object& object) { return addModel(slice, object); });
        }
        return {};
    }

    Problem readText(QByteArrayView key, json::value value, QByteArray CatalogIndex::* member)
    {
        std::string_view text;
        if (value.get_string().get(text) != simdjson::SUCCESS)
            return u"catalogue field '%1' is not text"_s.arg(QString::fromUtf8(key));
        m_index.*member = QByteArray(text.data(), static_cast<qsizetype>(text.size()));
        return {};
    }

    template <class Visit> Problem readEach(QByteArrayView key, json::value value, Visit visit)
    {
        json::array array;
        if (const auto code = value.get_array().get(array))
            return u"catalogue field '%1' is not a list: %2"_s.arg(QString::fromUtf8(key), said(code));
        CatalogSlice last;
        for (auto item : array) {
            json::object object;
            std::string_view raw;
            auto code = item.get_object().get(object);
            if (!code)
                code = object.raw_json().get(raw);
            if (code)
                return at(last, u"after this line of '%1': %2"_s.arg(QString::fromUtf8(key), said(code)));
            last = {.offset = static_cast<quint32>(raw.data() - m_bytes.constData()),
                .size = static_cast<quint32>(raw.size())};
            if (object.reset().error())
                return at(last, u"broken object"_s);
            if (const auto problem = visit(last, object))
                return problem;
        }
        return {};
    }

    /// The text of a key's value where it lies in the file; unescaped copies are kept for as long as the index.
    std::optional<QByteArrayView> keyText(json::value value)
    {
        std::string_view token = value.raw_json_token();
        while (!token.empty() && token.back() != '"')
            token.remove_suffix(1);
        if (token.size() < 2 || token.front() != '"')
            return std::nullopt;
        const auto inner = token.substr(1, token.size() - 2);
        if (inner.find('\\') == std::string_view::npos)
            return QByteArrayView(inner);
        std::string_view text;
        if (value.get_string().get(text) != simdjson::SUCCESS)
            return std::nullopt;
        m_index.m_unescaped += QByteArray(text.data(), static_cast<qsizetype>(text.size()));
        return QByteArrayView(m_index.m_unescaped.constLast());
    }

    Problem addProvider(const CatalogSlice& slice, json::object& object)
    {
        json::value value;
        const auto id = object.find_field_unordered("id").get(value) ? std::nullopt : keyText(value);
        if (!id || id->isEmpty())
            return at(slice, u"a provider without 'id'"_s);
        if (m_index.m_providerIds.contains(*id))
            return at(slice, u"provider '%1' appears twice"_s.arg(QString::fromUtf8(*id)));
        m_index.m_providerIds.insert(*id, m_index.m_providers.size());
        m_index.m_providers += slice;
        return {};
    }

    Problem addModel(const CatalogSlice& slice, json::object& object)
    {
        std::optional<QByteArrayView> provider;
        std::optional<QByteArrayView> id;
        std::optional<QList<QByteArrayView>> aliases = QList<QByteArrayView>();
        for (auto item : object) {
            json::field field;
            if (const auto code = std::move(item).get(field))
                return at(slice, said(code));
            const std::string_view key = field.escaped_key();
            if (key == "provider")
                provider = keyText(field.value());
            else if (key == "id")
                id = keyText(field.value());
            else if (key == "aliases")
                aliases = keyTexts(field.value());
        }
        if (!provider || !id || id->isEmpty())
            return at(slice, u"a model without 'provider' or 'id'"_s);
        if (!aliases)
            return at(slice, u"field 'aliases' is not a list of texts"_s);
        const auto number = m_index.provider(*provider);
        if (!number)
            return at(slice, u"field 'provider': '%1' is not in 'providers'"_s.arg(QString::fromUtf8(*provider)));
        const qsizetype entry = m_index.m_models.size();
        const CatalogIndex::Key key{.provider = *number, .id = *id};
        if (m_index.m_ids.contains(key))
            return at(slice, u"model '%1' appears twice"_s.arg(QString::fromUtf8(*id)));
        m_index.m_ids.insert(key, entry);
        m_index.m_models += slice;
        m_index.m_providerOf += *number;
        for (const auto alias : std::as_const(*aliases))
            addAlias(*number, alias, *id, entry);
        return {};
    }

    std::optional<QList<QByteArrayView>> keyTexts(json::value value)
    {
        json::array array;
        if (value.get_array().get(array))
            return std::nullopt;
        QList<QByteArrayView> texts;
        for (auto item : array) {
            json::value element;
            const auto text = std::move(item).get(element) ? std::nullopt : keyText(element);
            if (!text)
                return std::nullopt;
            texts += *text;
        }
        return texts;
    }

    /// An alias that two models share belongs to the first that is not a free variant: nothing may look free because
    /// of an ambiguous name.
    void addAlias(qsizetype provider, QByteArrayView alias, QByteArrayView id, qsizetype entry)
    {
        const CatalogIndex::Key key{.provider = provider, .id = alias};
        const auto taken = m_index.m_aliases.constFind(key);
        if (taken == m_index.m_aliases.constEnd()) {
            m_index.m_aliases.insert(key, entry);
            if (id.endsWith(":free"))
                m_weak.insert(key);
        } else if (m_weak.contains(key) && !id.endsWith(":free")) {
            m_index.m_aliases.insert(key, entry);
            m_weak.remove(key);
        }
    }

    const QByteArray& m_bytes;
    qsizetype m_size;
    CatalogIndex m_index;
    QSet<CatalogIndex::Key> m_weak; ///< aliases held by a free variant so far
    bool m_sawModels = false;
};

Result<CatalogIndex> CatalogIndex::build(const QByteArray& bytes, qsizetype size)
{
    if (bytes.size() > std::numeric_limits<quint32>::max())
        return fail(ErrorKind::Protocol, u"the catalogue is too large"_s);
    return CatalogIndexer(bytes, size).run();
}

std::optional<qsizetype> CatalogIndex::provider(QByteArrayView id) const
{
    const auto found = m_providerIds.constFind(id);
    return found == m_providerIds.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<qsizetype> CatalogIndex::byId(qsizetype provider, QByteArrayView id) const
{
    const auto found = m_ids.constFind(Key{.provider = provider, .id = id});
    return found == m_ids.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<qsizetype> CatalogIndex::byAlias(qsizetype provider, QByteArrayView alias) const
{
    const auto found = m_aliases.constFind(Key{.provider = provider, .id = alias});
    return found == m_aliases.constEnd() ? std::nullopt : std::optional(*found);
}

qsizetype lineAt(QByteArrayView bytes, qsizetype offset)
{
    return 1 + std::count(bytes.begin(), bytes.begin() + offset, '\n');
}

} // namespace assay
